package dev.sluice.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds text that is written as the codes of its characters: decimal numbers, numbers of eight or seven bits, octal numbers. Columns
 * of figures are codes only where they give words. Linear in the text. One thread.
 */
public final class CharacterCodes {
    /**
     * Numbers one after the other that are codes.
     *
     * @param start where the first number begins
     * @param end where the last one ends
     * @param text what they say; empty if they are bytes that say nothing, spread as those of packed or enciphered content
     */
    public record Run(int start, int end, String text) {}

    private static final int DECIMAL = 1;
    private static final int OCTAL = 2;
    private static final int BINARY = 4;
    private static final int SHORTEST = 12;
    private static final int SHORTEST_CERTAIN = 8;
    private static final int LONGEST_SIGNS = 6;
    private static final int LONGEST_BETWEEN = 40;
    private static final int BITS = 8;
    private static final int ASCII_BITS = 7;
    private static final int STEP = 20;
    /** Numbers of persons, dates, cards, accounts and addresses, which have few letters or no blanks. */
    private static final Pattern IDENTIFIER = Pattern.compile("\\(?\\d{3}\\)?[-. ]{1,2}\\d{2,3}[-. ]\\d{4}"
            + "|\\d{4}[-./]\\d\\d[-./]\\d\\d|\\d\\d[-./]\\d\\d[-./]\\d{4}"
            + "|(?:\\d{4}[ -]){3}\\d{1,7}|[A-Z]{2}\\d\\d(?: ?[A-Z\\d]{4}){2,7}(?: ?[A-Z\\d]{1,3})?"
            + "|[\\w.+-]{1,30}@(?:[A-Za-z\\d-]{1,20}\\.){1,3}[A-Za-z]{2,6}");

    private static final int SHORTEST_IDENTIFIER = 10;
    private static final int LONGEST_IDENTIFIER = 50;

    private final CharSequence text;
    private final List<Run> found = new ArrayList<>();
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int count;
    private int forms;
    private boolean labelled;

    private CharacterCodes(CharSequence text) {
        this.text = text;
    }

    /** All runs in their order. */
    public static List<Run> in(CharSequence text) {
        CharacterCodes codes = new CharacterCodes(text);
        codes.scan();
        return codes.found;
    }

    private void scan() {
        int length = text.length();
        for (int i = 0; i < length; ) {
            if (!isDigit(i)) {
                i++;
                continue;
            }
            int start = i;
            while (i < length && isDigit(i)) {
                i++;
            }
            boolean prefix = i - start == 1 && text.charAt(start) == '0' && i + 1 < length && isDigit(i + 1);
            if (prefix && "bBoO".indexOf(text.charAt(i)) >= 0) {
                i++;
                continue;
            }
            number(start, i);
        }
        close();
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private void number(int start, int end) {
        int possible = possible(start, end);
        if (possible == 0) {
            close();
            unbroken(start, end);
            return;
        }
        if (count > 0 && !goesOn(start)) {
            int lastStart = starts[count - 1];
            int lastEnd = ends[count - 1];
            close();
            if (start - lastEnd <= LONGEST_BETWEEN) {
                begin(lastStart, lastEnd, possible(lastStart, lastEnd));
            }
        }
        if (count > 0 && (forms & possible) == 0) {
            close();
        }
        if (count == 0) {
            begin(start, end, possible);
            return;
        }
        labelled = count == 1 ? !areSigns(ends[0], start) : labelled;
        add(start, end, forms & possible);
    }

    private void begin(int start, int end, int possible) {
        count = 0;
        labelled = false;
        add(start, end, possible);
    }

    private void add(int start, int end, int possible) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        starts[count] = start;
        ends[count++] = end;
        forms = possible;
    }

    /** Whether a number stands behind the last one as that stands behind the one before it. */
    private boolean goesOn(int start) {
        int end = ends[count - 1];
        if (start - end > LONGEST_BETWEEN) {
            return false;
        }
        if (count == 1) {
            return true;
        }
        if (!labelled) {
            return areSigns(end, start);
        }
        int before = ends[count - 2];
        boolean same = starts[count - 1] - before == start - end;
        for (int i = 0; same && i < start - end; i++) {
            same = text.charAt(before + i) == text.charAt(end + i);
        }
        return same;
    }

    private boolean areSigns(int from, int to) {
        boolean signs = to - from <= LONGEST_SIGNS;
        for (int i = from; signs && i < to; i++) {
            signs = !Character.isLetterOrDigit(text.charAt(i));
        }
        return signs;
    }

    private int possible(int start, int end) {
        int length = end - start;
        if (length == BITS || length == ASCII_BITS) {
            return areBelow(start, end, '2') ? BINARY : 0;
        }
        if (length > 3) {
            return 0;
        }
        int decimal = value(start, end, 10) <= 0xFF ? DECIMAL : 0;
        boolean octal = length > 1 && areBelow(start, end, '8') && value(start, end, 8) <= 0xFF;
        return decimal | (octal ? OCTAL : 0);
    }

    private boolean areBelow(int start, int end, char limit) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) >= limit) {
                return false;
            }
        }
        return true;
    }

    private int value(int start, int end, int base) {
        int value = 0;
        for (int i = start; i < end; i++) {
            value = value * base + text.charAt(i) - '0';
        }
        return value;
    }

    private void close() {
        boolean marked = count > 1 && text.charAt(starts[1] - 1) == '\\';
        boolean certain = (forms & BINARY) != 0 || (forms & OCTAL) != 0 && marked;
        boolean decimal = (forms & DECIMAL) != 0;
        boolean said = false;
        if (count >= (certain ? SHORTEST_CERTAIN : SHORTEST)) {
            said = certain && say(codes((forms & BINARY) != 0 ? 2 : 8), true)
                    || decimal && say(codes(10), false)
                    || (forms & OCTAL) != 0 && say(codes(8), false);
        }
        if (!said && decimal && count >= SHORTEST_IDENTIFIER) {
            byte[] codes = codes(10);
            String value =
                    count <= LONGEST_IDENTIFIER ? CodeBytes.decoded(codes).strip() : "";
            if (IDENTIFIER.matcher(value).matches()) {
                found.add(new Run(starts[0], ends[count - 1], value));
            } else if (CodeBytes.areSpread(codes)) {
                found.add(new Run(starts[0], ends[count - 1], ""));
            }
        }
        count = 0;
    }

    private byte[] codes(int base) {
        byte[] codes = new byte[count];
        for (int i = 0; i < count; i++) {
            codes[i] = (byte) value(starts[i], ends[i], base);
        }
        return codes;
    }

    /** Digits without anything between them: three of each code, or eight or seven bits. */
    private void unbroken(int start, int end) {
        int length = end - start;
        boolean bytes = length % BITS == 0;
        if (length >= ASCII_BITS * SHORTEST_CERTAIN
                && (bytes || length % ASCII_BITS == 0)
                && areBelow(start, end, '2')) {
            if (!bytes || !bits(start, end, BITS) && length % ASCII_BITS == 0) {
                bits(start, end, ASCII_BITS);
            }
            return;
        }
        if (length < 3 * SHORTEST || length % 3 != 0) {
            return;
        }
        for (int i = start; i < end; i += 3) {
            if (value(i, i + 3, 10) > 0xFF) {
                count = 0;
                return;
            }
            add(i, i + 3, DECIMAL);
        }
        say(codes(10), false);
        count = 0;
    }

    private boolean bits(int start, int end, int width) {
        for (int i = start; i < end; i += width) {
            add(i, i + width, BINARY);
        }
        boolean said = count >= SHORTEST_CERTAIN && say(codes(2), true);
        count = 0;
        return said;
    }

    /** Notes what stands in the codes, which may be text among other numbers. */
    private boolean say(byte[] codes, boolean certain) {
        String said = CodeBytes.decoded(codes);
        int from = -1;
        int to = 0;
        boolean any = false;
        for (int at = 0; at < said.length(); at += STEP) {
            int end = said.length() - at < 3 * STEP ? said.length() : at + 2 * STEP;
            String window = said.substring(at, end);
            if (certain ? PlainWords.areReadable(window) : PlainWords.are(window)) {
                if (from >= 0 && at - to > 4 * STEP) {
                    note(said, from, to);
                    from = -1;
                }
                from = from < 0 ? at : from;
                to = end;
                any = true;
            }
            if (end == said.length()) {
                break;
            }
        }
        if (from >= 0) {
            note(said, from, to);
        }
        return any;
    }

    private void note(String said, int from, int to) {
        int first = Math.max(0, from - STEP);
        int last = Math.min(said.length(), to + STEP);
        boolean exact = said.length() == count;
        StringBuilder visible = new StringBuilder(said.substring(first, last));
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0) {
                visible.setCharAt(i, ' ');
            }
        }
        String stripped = visible.toString().strip();
        if (!stripped.isEmpty()) {
            found.add(new Run(starts[exact ? first : 0], ends[exact ? last - 1 : count - 1], stripped));
        }
    }
}
