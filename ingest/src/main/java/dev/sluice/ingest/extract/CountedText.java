package dev.sluice.ingest.extract;

import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Texts among bytes whose structure is not gone into, found by the form that they have: the number of their signs stands
 * before them, or there are so many signs of text in a row that it is no chance.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/office_file_formats/ms-xls">[MS-XLS] §2.5.294 (XLUnicodeString)</a>
 */
final class CountedText {
    private static final int SHORTEST = 2;
    /** Behind a count of one byte; two letters behind a 2 are often numbers. */
    private static final int SHORTEST_SHORT = 3;

    private static final int SHORTEST_RUN = 5;
    private static final int SHORTEST_MIXED = 4;
    /** From so many signs on numbers that look like letters are no chance any more. */
    private static final int LONG = 64;
    /** Flags of a text in a workbook: two bytes a sign, phonetic text, runs of formats. */
    private static final int WIDE = 1;

    private static final int FLAGS = 0x0D;

    private CountedText() {}

    static ByteBuffer of(byte[] bytes, int from, int to) {
        return ByteBuffer.wrap(bytes, from, to - from).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Offers texts of 16 bits a sign behind a count of 32 or 16 bits. */
    static void wide(ByteBuffer bytes, Consumer<String> sink) {
        int at = 0;
        while (at + 2 + 2 * SHORTEST <= bytes.limit()) {
            int units = at + 4 <= bytes.limit() ? bytes.getInt(at) : 0;
            int start = at + 4;
            if (!isWide(bytes, start, units)) {
                units = bytes.getShort(at) & 0xFFFF;
                start = at + 2;
            }
            if (isWide(bytes, start, units)) {
                sink.accept(wide(bytes, start, units));
                at = start + 2 * units;
            } else {
                at++;
            }
        }
    }

    /** Offers texts as records of workbooks have them: a count of 16 or 8 bits, flags, and signs of 8 or 16 bits. */
    static void flagged(ByteBuffer bytes, Consumer<String> sink) {
        int at = 0;
        while (at + 2 + SHORTEST <= bytes.limit()) {
            int end = flagged(bytes, at + 2, bytes.getShort(at) & 0xFFFF, SHORTEST, sink);
            if (end < 0) {
                end = flagged(bytes, at + 1, bytes.get(at) & 0xFF, SHORTEST_SHORT, sink);
            }
            at = end < 0 ? at + 1 : end;
        }
    }

    /** @return where the text ends; below zero if there is none */
    private static int flagged(ByteBuffer bytes, int at, int count, int least, Consumer<String> sink) {
        if (count < least || at >= bytes.limit()) {
            return -1;
        }
        int flags = bytes.get(at);
        if ((flags & ~FLAGS) != 0) {
            return -1;
        }
        int start = at + 1 + ((flags & 8) != 0 ? 2 : 0) + ((flags & 4) != 0 ? 4 : 0);
        boolean wide = (flags & WIDE) != 0;
        int length = wide ? 2 * count : count;
        if (length < 0 || start + length > bytes.limit()) {
            return -1;
        }
        String text = wide ? wide(bytes, start, count) : narrow(bytes, start, count);
        if (!isText(text)) {
            return -1;
        }
        sink.accept(text);
        return start + length;
    }

    /** Offers what stands in a row: signs of ASCII of 8 bits or of 16 bits each. */
    static void runs(ByteBuffer bytes, Consumer<String> sink) {
        StringBuilder run = new StringBuilder();
        for (int step = 1; step <= 2; step++) {
            for (int offset = 0; offset < step; offset++) {
                for (int at = offset; at + step <= bytes.limit(); at += step) {
                    int sign = step == 1 ? bytes.get(at) : bytes.getChar(at);
                    if (sign >= ' ' && sign < 0x7F || sign >= 0xC0 && sign < 0x180) {
                        run.append((char) sign);
                    } else {
                        run(run, sink);
                    }
                }
                run(run, sink);
            }
        }
    }

    private static void run(StringBuilder run, Consumer<String> sink) {
        long written = run.chars().filter(Character::isLetterOrDigit).count();
        if (written >= SHORTEST_RUN) {
            sink.accept(run.toString().strip());
        }
        run.setLength(0);
    }

    /** A text of 16 bits a sign that ends at the first zero or at the end; empty if there are controls in it. */
    static String terminated(ByteBuffer bytes) {
        int units = 0;
        while (2 * units + 2 <= bytes.limit() && bytes.getChar(2 * units) != 0) {
            units++;
        }
        String text = wide(bytes, 0, units);
        return isWritten(text) ? text : "";
    }

    private static boolean isWide(ByteBuffer bytes, int start, int units) {
        return units >= SHORTEST && units <= (bytes.limit() - start) / 2 && isText(wide(bytes, start, units));
    }

    static String wide(ByteBuffer bytes, int start, int units) {
        StringBuilder text = new StringBuilder(Math.min(units, 1 << 12));
        for (int i = 0; i < units; i++) {
            char sign = bytes.getChar(start + 2 * i);
            if (isControl(sign)) {
                // Such a text ends with a zero, which the count includes.
                return i == units - 1 && sign == 0 ? text.toString() : "\0";
            }
            text.append(sign);
        }
        return text.toString();
    }

    private static String narrow(ByteBuffer bytes, int start, int count) {
        byte[] signs = new byte[count];
        bytes.get(start, signs);
        return new String(signs, StandardCharsets.ISO_8859_1);
    }

    private static boolean isControl(char sign) {
        return sign < ' ' && sign != '\t' && sign != '\n' && sign != '\r';
    }

    /** Whether there are neither controls nor unassigned signs in what is known to be a text. */
    static boolean isWritten(String text) {
        return text.codePoints().allMatch(CountedText::isSign);
    }

    /**
     * Whether it may be a text: no controls or unassigned signs, a letter or digit, and letters that occur together. Numbers
     * that are read as letters are of all scripts, and in the middle of a number all their lower bytes are zero.
     */
    static boolean isText(String text) {
        int written = 0;
        int even = 0;
        Set<Letters> letters = EnumSet.noneOf(Letters.class);
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int sign = text.codePointAt(at);
            if (!isSign(sign) || at == 0 && Character.getType(sign) == Character.NON_SPACING_MARK) {
                return false;
            }
            boolean letter = Character.isLetterOrDigit(sign);
            written += letter ? 1 : 0;
            even += letter && (sign & 0xFF) == 0 ? 1 : 0;
            letters.add(Letters.of(sign));
        }
        letters.remove(Letters.NONE);
        boolean latin = letters.remove(Letters.LATIN);
        boolean accented = letters.remove(Letters.ACCENTED);
        boolean eastern = letters.contains(Letters.EAST_ASIAN) || letters.contains(Letters.KOREAN);
        boolean chance = accented && eastern || letters.contains(Letters.RARE);
        boolean mixed = letters.size() > 1 || latin && !letters.isEmpty() && text.length() < SHORTEST_MIXED;
        return written > 0 && 2 * even <= written && !chance && (!mixed || text.length() > LONG);
    }

    private static boolean isSign(int sign) {
        int kind = Character.getType(sign);
        boolean blank = sign == '\t' || sign == '\n' || sign == '\r';
        return blank
                || kind != Character.CONTROL
                        && kind != Character.UNASSIGNED
                        && kind != Character.PRIVATE_USE
                        && kind != Character.SURROGATE
                        && kind != Character.ENCLOSING_MARK;
    }

    /** Scripts by which of them occur in one name or sentence. */
    private enum Letters {
        NONE,
        LATIN,
        ACCENTED,
        EAST_ASIAN,
        KOREAN,
        CYRILLIC,
        GREEK,
        ARABIC,
        HEBREW,
        THAI,
        INDIAN,
        RARE;

        static Letters of(int sign) {
            return switch (UnicodeScript.of(sign)) {
                case COMMON, INHERITED -> NONE;
                case LATIN -> sign < 0x80 ? LATIN : sign < 0x180 || isVietnamese(sign) ? ACCENTED : RARE;
                case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> EAST_ASIAN;
                case HANGUL -> sign < 0x1200 ? RARE : KOREAN;
                case CYRILLIC -> sign < 0x500 ? CYRILLIC : RARE;
                case GREEK -> GREEK;
                case ARABIC -> ARABIC;
                case HEBREW -> HEBREW;
                case THAI -> THAI;
                case DEVANAGARI, BENGALI, GURMUKHI, GUJARATI, TAMIL, TELUGU, KANNADA, MALAYALAM -> INDIAN;
                default -> RARE;
            };
        }

        private static boolean isVietnamese(int sign) {
            return sign == 0x1A0 || sign == 0x1A1 || sign == 0x1AF || sign == 0x1B0 || sign >= 0x1E00 && sign < 0x1F00;
        }
    }
}
