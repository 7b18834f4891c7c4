package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Set;

/**
 * Goes through what a document of Word 97 to 2003 holds: the text by its pieces with the instructions of fields, and the
 * tables of names, authors, variables, form fields and drawings.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/office_file_formats/ms-doc">[MS-DOC] §2.5 (FIB), §2.8.35 (pieces), §2.9.72
 *     (drawings)</a>
 */
final class WordStreams {
    private static final int WORD_97 = 193;
    private static final int WHICH_TABLE = 0x200;
    private static final int ENCRYPTED = 0x100;
    private static final int COUNT_OF_TABLES = 0x98;
    private static final int TABLES = 0x9A;

    private static final int OLD_STYLES = 0;
    private static final int STYLES = 1;
    private static final int FONTS = 15;
    private static final int PIECES = 33;
    private static final int DRAWINGS = 50;

    /** Positions in the text, formats and settings: numbers. */
    private static final BitSet NUMBERS = numbers();

    /** What a printer is set to. */
    private static final Set<Integer> PRINTER = Set.of(27, 28, 29);

    private static final int SHORTEST_STYLE = 3;
    private static final int SHAPES = 0xF004;
    private static final int PICTURE_ENTRY = 0xF007;
    private static final int ZIP = 0x04034B50;
    private static final Charset NARROW = Charset.forName("windows-1252");

    private final ByteBuffer main;
    private final OleFindings findings;

    private WordStreams(byte[] main, OleFindings findings) {
        this.main = CountedText.of(main, 0, main.length);
        this.findings = findings;
    }

    private static BitSet numbers() {
        BitSet numbers = new BitSet();
        int[][] ranges = {{2, 8}, {10, 14}, {16, 20}, {22, 23}, {31, 31}, {34, 34}, {40, 43}, {46, 48}, {54, 59}};
        for (int[] range : ranges) {
            numbers.set(range[0], range[1] + 1);
        }
        return numbers;
    }

    /** Where the streams of a document come from; an absent one is empty. */
    interface Streams {
        byte[] stream(String name);
    }

    static void read(byte[] main, Streams streams, OleFindings findings) {
        if (main.length < TABLES) {
            findings.failed(UnreadReason.TRUNCATED);
            return;
        }
        WordStreams word = new WordStreams(main, findings);
        LoosePictures.look(main, findings);
        int flags = word.main.getShort(10);
        if ((flags & ENCRYPTED) != 0) {
            findings.failed(UnreadReason.ENCRYPTED);
        } else if ((word.main.getShort(2) & 0xFFFF) < WORD_97) {
            word.old();
        } else {
            boolean first = (flags & WHICH_TABLE) != 0;
            word.tables(streams.stream(first ? "1Table" : "0Table"));
            byte[] spare = streams.stream(first ? "0Table" : "1Table");
            CountedText.runs(CountedText.of(spare, 0, spare.length), text -> {
                if (!Typefaces.isKnown(text)) {
                    findings.style(text);
                }
            });
            word.shapes(streams.stream("Data"));
        }
    }

    /** Before Word 97 the tables stand behind the text in one stream. */
    private void old() {
        int from = Math.clamp(main.getInt(28), 0, main.limit());
        CountedText.runs(slice(main, from, main.limit() - from), findings::text);
    }

    private void tables(byte[] table) {
        int count = main.getShort(COUNT_OF_TABLES) & 0xFFFF;
        for (int i = 0; i < count && TABLES + 8 * i + 8 <= main.limit(); i++) {
            int from = main.getInt(TABLES + 8 * i);
            int length = main.getInt(TABLES + 8 * i + 4);
            if (length <= 0) {
                continue;
            }
            if (from < 0 || length > table.length - from) {
                // Later versions keep times and sizes among these numbers.
                if (i == PIECES || i == DRAWINGS) {
                    findings.failed(UnreadReason.DAMAGED);
                }
                continue;
            }
            table(i, CountedText.of(table, from, from + length));
        }
    }

    private void table(int number, ByteBuffer bytes) {
        switch (number) {
            case OLD_STYLES, STYLES ->
                CountedText.wide(bytes, name -> {
                    for (String each : name.split(",")) {
                        findings.style(each.length() < SHORTEST_STYLE ? "" : each.strip());
                    }
                });
            case FONTS -> CountedText.runs(bytes, findings::font);
            case PIECES -> pieces(bytes);
            case DRAWINGS -> shapes(array(bytes));
            default -> {
                if (PRINTER.contains(number)) {
                    CountedText.runs(bytes, findings::text);
                } else if (NUMBERS.get(number)) {
                    return;
                } else if (bytes.limit() > 30 && bytes.getInt(0) == ZIP) {
                    findings.packed(array(bytes));
                } else {
                    CountedText.wide(bytes, findings::text);
                }
            }
        }
    }

    private void pieces(ByteBuffer bytes) {
        int at = 0;
        while (at + 3 <= bytes.limit() && bytes.get(at) == 1) {
            at += 3 + (bytes.getShort(at + 1) & 0xFFFF);
        }
        if (at + 5 > bytes.limit() || bytes.get(at) != 2) {
            findings.failed(UnreadReason.DAMAGED);
            return;
        }
        int count = (bytes.getInt(at + 1) - 4) / 12;
        int positions = at + 5;
        int descriptions = positions + 4 * (count + 1);
        if (count < 0 || descriptions + 8L * count > bytes.limit()) {
            findings.failed(UnreadReason.DAMAGED);
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int signs = bytes.getInt(positions + 4 * i + 4) - bytes.getInt(positions + 4 * i);
            int place = bytes.getInt(descriptions + 8 * i + 2);
            boolean narrow = (place & 0x40000000) != 0;
            int from = narrow ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF;
            long length = narrow ? signs : 2L * signs;
            if (signs < 0 || from + length > main.limit()) {
                findings.failed(UnreadReason.TRUNCATED);
                break;
            }
            text.append(
                    new String(array(slice(main, from, (int) length)), narrow ? NARROW : StandardCharsets.UTF_16LE));
        }
        text(text);
    }

    /** Paragraphs and cells by themselves; a field is its instruction, a mark, its result and a mark. */
    private void text(StringBuilder text) {
        StringBuilder shown = new StringBuilder();
        StringBuilder instruction = new StringBuilder();
        int instructions = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            switch (sign) {
                case 0x13 -> instructions++;
                case 0x14, 0x15 -> {
                    if (instructions > 0) {
                        instructions--;
                        findings.instruction(instruction.toString());
                        instruction.setLength(0);
                    }
                }
                case '\r', '\n', 0x07, 0x0B, 0x0C -> {
                    findings.text(shown.toString());
                    shown.setLength(0);
                }
                default -> {
                    if (sign >= ' ' || sign == '\t') {
                        (instructions > 0 ? instruction : shown).append(sign);
                    } else if (sign == 0x1E) {
                        shown.append('\u2011');
                    }
                }
            }
        }
        findings.text(shown.toString());
        findings.instruction(instruction.toString());
    }

    /** Shapes and pictures wherever they stand among other things, whose texts have their counts before them. */
    private void shapes(byte[] stream) {
        ArtRecords art = new ArtRecords(findings);
        ByteBuffer bytes = CountedText.of(stream, 0, stream.length);
        int before = 0;
        int at = 0;
        while (at + 8 <= bytes.limit()) {
            int type = bytes.getShort(at + 2) & 0xFFFF;
            int kind = bytes.getShort(at) & 0xF;
            int length = bytes.getInt(at + 4);
            boolean shape = type >= 0xF000 && type <= SHAPES && kind == 0xF || type == PICTURE_ENTRY && kind == 2;
            if (shape && length > 0 && length <= bytes.limit() - at - 8) {
                between(slice(bytes, before, at - before));
                if (!art.walk(array(slice(bytes, at, 8 + length)))) {
                    findings.failed(UnreadReason.DAMAGED);
                }
                at += 8 + length;
                before = at;
            } else {
                at++;
            }
        }
        between(slice(bytes, before, bytes.limit() - before));
    }

    private void between(ByteBuffer bytes) {
        CountedText.wide(bytes, findings::text);
        LoosePictures.look(array(bytes), findings);
    }

    private static ByteBuffer slice(ByteBuffer bytes, int from, int length) {
        return bytes.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.limit()];
        bytes.get(0, array);
        return array;
    }
}
