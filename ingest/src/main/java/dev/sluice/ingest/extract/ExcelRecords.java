package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.hssf.record.NameRecord;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.common.UnicodeString;

/**
 * Goes through the records of a workbook of Excel 97 to 2003 and tells every text in them, whatever the record, by the form
 * that all texts have; where the count does not stand before the text, by the record. Long numbers are told with all digits.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/office_file_formats/ms-xls">[MS-XLS] §2.3 (records), §2.5.294 (XLUnicodeString)</a>
 */
final class ExcelRecords {
    private static final int CONTINUE = 0x3C;
    private static final int BEGIN = 0x809;
    private static final int BIFF8 = 0x600;
    private static final int DRAWINGS = 0xEB;
    private static final int DRAWING = 0xEC;
    private static final int STRINGS = 0xFC;
    private static final int NAME = 0x18;
    private static final int TEXT = 0x1B6;
    private static final int FORMAT = 0x41E;
    private static final int FONT = 0x31;
    private static final int STYLE = 0x293;
    private static final int MORE_STYLE = 0x892;
    private static final int TIP = 0x800;
    private static final int LINK = 0x1B8;
    private static final int FILTER = 0x9E;
    private static final int BOOK = 0x1AE;
    private static final int THEME = 0x896;
    private static final int PRINTER = 0x4D;
    private static final int FORMULA = 0x06;
    private static final int NUMBER = 0x203;
    private static final int NUMBER_IN_FEW_BITS = 0x27E;
    private static final int NUMBERS_IN_FEW_BITS = 0xBD;
    private static final int NOTHING = 0;
    private static final int LONGEST_CURRENCY = 4;
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Set<Integer> NUMERIC = Set.of(NUMBER, NUMBER_IN_FEW_BITS, NUMBERS_IN_FEW_BITS);

    private final byte[] stream;
    private final OleFindings findings;
    private final ArtRecords art;
    private final ByteArrayOutputStream drawing = new ByteArrayOutputStream();
    private int at;

    private ExcelRecords(byte[] stream, OleFindings findings) {
        this.stream = stream;
        this.findings = findings;
        this.art = new ArtRecords(findings);
    }

    /** Goes through a stream of records; what is not of Excel 97 to 2003 is only looked through for texts. */
    static void read(byte[] stream, OleFindings findings) {
        ByteBuffer bytes = CountedText.of(stream, 0, stream.length);
        boolean begins = stream.length > 8 && (bytes.getShort(0) & 0xFFFF) == BEGIN;
        if (begins && (bytes.getShort(4) & 0xFFFF) < BIFF8) {
            CountedText.runs(bytes, findings::text);
        } else {
            new ExcelRecords(stream, findings).run(bytes);
        }
    }

    private void run(ByteBuffer bytes) {
        while (at + 4 <= stream.length) {
            int type = bytes.getShort(at) & 0xFFFF;
            int length = bytes.getShort(at + 2) & 0xFFFF;
            if (type == NOTHING && length == 0) {
                break;
            }
            if (length > stream.length - at - 4) {
                findings.failed(UnreadReason.TRUNCATED);
                break;
            }
            int start = at;
            byte[] record = joined(bytes, type, length);
            try {
                record(type, record, start);
            } catch (IndexOutOfBoundsException | org.apache.poi.util.RecordFormatException e) {
                findings.failed(UnreadReason.DAMAGED);
            }
        }
        endDrawing();
    }

    /** A record with what continues it. */
    private byte[] joined(ByteBuffer bytes, int type, int length) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(stream, at + 4, length);
        at += 4 + length;
        while (at + 4 <= stream.length
                && (bytes.getShort(at) & 0xFFFF) == CONTINUE
                && (bytes.getShort(at + 2) & 0xFFFF) <= stream.length - at - 4) {
            int more = bytes.getShort(at + 2) & 0xFFFF;
            if (type == TEXT) {
                text(CountedText.of(stream, at + 4, at + 4 + more));
            }
            whole.write(stream, at + 4, more);
            at += 4 + more;
        }
        return whole.toByteArray();
    }

    /** Text of a shape or note stands in what continues its record: one byte of flags, then signs. */
    private void text(ByteBuffer part) {
        if (part.limit() < 2 || (part.get(0) & ~1) != 0) {
            return;
        }
        byte[] signs = new byte[part.limit() - 1];
        part.get(1, signs);
        String text = new String(signs, part.get(0) == 1 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
        if (CountedText.isWritten(text)) {
            findings.text(text);
        }
    }

    private void record(int type, byte[] record, int start) {
        ByteBuffer bytes = CountedText.of(record, 0, record.length);
        if (type == BEGIN) {
            endDrawing();
        } else if (type == DRAWING) {
            drawing.writeBytes(record);
        } else if (type == DRAWINGS) {
            walk(record);
        } else if (type == STRINGS) {
            strings(start);
        } else if (type == NAME && record.length >= 15) {
            name(start, bytes);
        } else if (NUMERIC.contains(type)) {
            numbers(type, bytes);
        } else if (type == FORMULA) {
            number(bytes.getShort(12) == -1 ? 0 : bytes.getDouble(6));
            flagged(bytes, 20);
        } else if (type == FONT) {
            flagged(bytes, 14, findings::font);
        } else if (type == FORMAT) {
            flagged(bytes, 2, this::format);
        } else if (type == STYLE) {
            // The highest bit says that the program named it.
            flagged(bytes, bytes.getShort(0) < 0 ? record.length : 2, findings::style);
        } else if (type == MORE_STYLE) {
            CountedText.wide(rest(bytes, (bytes.get(12) & 1) != 0 ? record.length : 16), findings::style);
        } else if (type == THEME) {
            theme(record);
        } else {
            other(type, bytes);
        }
    }

    private void other(int type, ByteBuffer bytes) {
        switch (type) {
            case TIP -> findings.text(CountedText.terminated(rest(bytes, 10)));
            case LINK -> {
                CountedText.wide(bytes, findings::text);
                CountedText.runs(bytes, findings::text);
            }
            case FILTER -> filter(bytes);
            case BOOK -> flagged(cleared(bytes), 0);
            case PRINTER -> {}
            default -> {
                if (!ExcelVocabulary.WITHOUT_TEXT.contains(type)) {
                    flagged(bytes, 0);
                }
            }
        }
    }

    private void flagged(ByteBuffer bytes, int from) {
        flagged(bytes, from, findings::text);
    }

    private static void flagged(ByteBuffer bytes, int from, java.util.function.Consumer<String> sink) {
        CountedText.flagged(rest(bytes, from), sink);
    }

    private static ByteBuffer rest(ByteBuffer bytes, int from) {
        int start = Math.min(from, bytes.limit());
        return bytes.slice(start, bytes.limit() - start).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    /** Of a number format only what stands in quotation marks is text; a sign of a currency is none. */
    private void format(String format) {
        Matcher quoted = QUOTED.matcher(format);
        while (quoted.find()) {
            String text = quoted.group(1);
            findings.text(text.chars().filter(Character::isLetterOrDigit).count() < LONGEST_CURRENCY ? "" : text);
        }
    }

    private void walk(byte[] records) {
        if (!art.walk(records)) {
            findings.failed(UnreadReason.DAMAGED);
        }
    }

    private void endDrawing() {
        if (drawing.size() > 0) {
            walk(drawing.toByteArray());
            drawing.reset();
        }
    }

    /** All shared strings, also those that no cell shows any more, with their phonetic texts. */
    private void strings(int start) {
        RecordInputStream in = new RecordInputStream(new ByteArrayInputStream(stream, start, stream.length - start));
        in.nextRecord();
        SSTRecord strings = new SSTRecord(in);
        for (int i = 0; i < strings.getNumUniqueStrings(); i++) {
            UnicodeString string = strings.getString(i);
            findings.text(string.getString());
            if (string.getExtendedRst() != null) {
                findings.text(string.getExtendedRst().getPhoneticText());
            }
        }
    }

    private void name(int start, ByteBuffer bytes) {
        RecordInputStream in = new RecordInputStream(new ByteArrayInputStream(stream, start, stream.length - start));
        in.nextRecord();
        NameRecord name = new NameRecord(in);
        for (String text : new String[] {
            name.isBuiltInName() ? "" : name.getNameText(),
            name.getCustomMenuText(),
            name.getDescriptionText(),
            name.getHelpTopicText(),
            name.getStatusBarText()
        }) {
            findings.text(Optional.ofNullable(text).orElse(""));
        }
        int signs = bytes.get(3) & 0xFF;
        flagged(bytes, 15 + (bytes.get(14) == 1 ? 2 * signs : signs));
    }

    private void numbers(int type, ByteBuffer bytes) {
        switch (type) {
            case NUMBER -> number(bytes.getDouble(6));
            case NUMBER_IN_FEW_BITS -> number(BinaryWorkbookText.decoded(bytes.getInt(6)));
            default -> {
                for (int i = 4; i + 6 <= bytes.limit() - 2; i += 6) {
                    number(BinaryWorkbookText.decoded(bytes.getInt(i + 2)));
                }
            }
        }
    }

    private void number(double value) {
        BinaryWorkbookText.value(value, findings::text);
    }

    /** Two conditions of ten bytes with the counts of their texts, which follow both. */
    private void filter(ByteBuffer bytes) {
        int from = 24;
        for (int condition = 4; condition <= 14; condition += 10) {
            if (bytes.limit() >= 24 && bytes.get(condition) == 6 && from < bytes.limit()) {
                int signs = bytes.get(condition + 6) & 0xFF;
                boolean wide = bytes.get(from) == 1;
                int length = Math.min(wide ? 2 * signs : signs, bytes.limit() - from - 1);
                byte[] text = new byte[length];
                bytes.get(from + 1, text);
                findings.text(new String(text, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
                from += 1 + length;
            }
        }
    }

    /** The path of another workbook, in which controls stand for its separators. */
    private static ByteBuffer cleared(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.limit()];
        bytes.get(0, copy);
        boolean wide = copy.length > 4 && copy[4] == 1;
        for (int i = 5; i < copy.length; i += wide ? 2 : 1) {
            boolean alone = !wide || i + 1 < copy.length && copy[i + 1] == 0;
            if (alone && copy[i] > 0 && copy[i] < ' ') {
                // Names of sheets follow with their counts, which are controls themselves; runs find those.
                copy[i] = '/';
            }
        }
        return CountedText.of(copy, 0, copy.length);
    }

    private void theme(byte[] record) {
        if (record.length > 16 + 30 && record[16] == 'P' && record[17] == 'K') {
            findings.packed(Arrays.copyOfRange(record, 16, record.length));
        }
    }
}
