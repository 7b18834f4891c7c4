package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through a text for lines of uuencode without their first line and for runs of base85 without their borders (Ascii85,
 * RFC 1924, Z85), also over lines. What they say is collected; what is so encoded without a doubt and says nothing, is noted.
 * Linear in the text.
 */
final class PrintableBytes {
    private static final int SHORTEST = 20;
    private static final int SHORTEST_LINE = 8;
    private static final int FEWEST_SIGNS = 3;
    private static final int CERTAIN = 100;
    private static final int CERTAIN_SIGNS = 15;
    private static final int CLOSED = 25;
    private static final int CLOSED_SIGNS = 5;
    private static final int LONGEST_UU = 61;
    private static final int SHORTEST_UU = 9;
    private static final int LONGEST_BLOCK = 1 << 20;
    private static final List<int[]> ALPHABETS = List.of(
            values(ascii85()),
            values("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"),
            values("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"));

    private final StringBuilder decoded = new StringBuilder();
    private final StringBuilder block = new StringBuilder();
    /** Signs of the first line of the block. */
    private int width;

    private int fullLines;
    /** Whether the line before was one of uuencode. */
    private boolean isGoingOn;

    private boolean unreadable;

    private PrintableBytes() {}

    static PrintableBytes in(String text) {
        PrintableBytes bytes = new PrintableBytes();
        text.lines().forEach(bytes::line);
        bytes.endBlock();
        return bytes;
    }

    /** What was decoded, a line for each run; empty if nothing was. */
    String decoded() {
        return decoded.toString();
    }

    /** Whether something stands there encoded that gives no text. */
    boolean unreadable() {
        return unreadable;
    }

    private static String ascii85() {
        StringBuilder all = new StringBuilder();
        for (char c = '!'; c <= 'u'; c++) {
            all.append(c);
        }
        return all.toString();
    }

    private static int[] values(String alphabet) {
        int[] values = new int[0x80];
        Arrays.fill(values, -1);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i;
        }
        return values;
    }

    private void line(String line) {
        uuencoded(line);
        String whole = line.strip();
        boolean isRun = runEnd(whole, 0) == whole.length();
        // Short lines go on only with lines as long, or the last one, as otherwise every list of words were one run.
        if (width < SHORTEST && whole.length() > width) {
            endBlock();
        }
        boolean goesOn = whole.length() >= SHORTEST
                || whole.length() >= SHORTEST_LINE && (block.isEmpty() || whole.length() == width);
        if (goesOn && isRun && block.length() < LONGEST_BLOCK) {
            width = block.isEmpty() ? whole.length() : width;
            block.append(whole);
            return;
        }
        if (!block.isEmpty() && isRun) {
            block.append(whole);
            endBlock();
            return;
        }
        endBlock();
        for (int i = 0; i < line.length(); ) {
            int end = runEnd(line, i);
            run(line, i, end);
            i = end + 1;
        }
    }

    private static int runEnd(String line, int start) {
        int end = start;
        while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) < 0x7F) {
            end++;
        }
        return end;
    }

    private void endBlock() {
        String run = block.toString();
        block.setLength(0);
        run(run, 0, run.length());
    }

    private void run(String text, int start, int end) {
        if (end - start < SHORTEST) {
            return;
        }
        Kinds kinds = Kinds.of(text, start, end);
        if (kinds.signs() < FEWEST_SIGNS || kinds.digits() == 0 || kinds.upper() == 0) {
            return;
        }
        String run = text.substring(start, end);
        boolean whole = false;
        for (int[] alphabet : ALPHABETS) {
            whole = whole || decode(run, alphabet);
        }
        int closing = run.indexOf("~>");
        unreadable |= !whole
                && (kinds.length() >= CERTAIN && kinds.signs() >= CERTAIN_SIGNS && kinds.areEven()
                        || closing >= CLOSED
                                && kinds.signs() >= CLOSED_SIGNS
                                && kinds.digits() > 1
                                && kinds.upper() > 1
                                && kinds.lower() > 1);
    }

    /** Decodes each stretch of signs of the alphabet, and whether one gave text. */
    private boolean decode(String run, int[] alphabet) {
        boolean any = false;
        for (int i = 0; i < run.length(); ) {
            int end = i;
            while (end < run.length() && alphabet[run.charAt(end)] >= 0) {
                end++;
            }
            if (end - i >= SHORTEST) {
                any |= decode(run, i, end, alphabet);
            }
            i = end + 1;
        }
        return any;
    }

    /** Other signs may stand right before a run, so that a group may begin at any of five places. */
    private boolean decode(String run, int start, int end, int[] alphabet) {
        for (int from = start; from < start + 5; from++) {
            Decoding decoding = Decoding.ofBytes(bytes(run, from, end, alphabet));
            if (!decoding.text().isEmpty()) {
                decoded.append(decoding.text()).append('\n');
            }
            if (decoding.isWhole()) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(String run, int from, int end, int[] alphabet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - from);
        for (int i = from; i < end; i += 5) {
            long group = 0;
            for (int at = i; at < i + 5; at++) {
                group = group * 85 + (at < end ? alphabet[run.charAt(at)] : 84);
            }
            int size = Math.min(4, end - i - 1);
            for (int n = 0; n < size; n++) {
                out.write((int) (group >> 24 - 8 * n));
            }
        }
        return out.toByteArray();
    }

    /** A line says how many bytes it has; a sentence may stand before the first line or behind the last one. */
    private void uuencoded(String line) {
        int last = line.length();
        boolean full = last == LONGEST_UU && line.charAt(0) == 'M' && isUuencoded(line, 0, last);
        boolean said = false;
        for (int from = Math.max(0, last - LONGEST_UU); from < last - 1 && !said; from++) {
            said = said(line, from, last - from);
        }
        if (!said && last > 0) {
            said = said(line, 0, 1 + groups(line.charAt(0)) * 4);
        }
        isGoingOn = said;
        fullLines = full && !said ? fullLines + 1 : 0;
        unreadable |= fullLines > 1;
    }

    private static int groups(char length) {
        return ((length - ' ' & 0x3F) + 2) / 3;
    }

    private static boolean isUuencoded(String line, int from, int to) {
        long kinds = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c < ' ' || c > '`') {
                return false;
            }
            kinds |= 1L << (c & 0x3F);
        }
        return Long.bitCount(kinds) >= Math.min(10, (to - from) / 3);
    }

    private boolean said(String line, int from, int size) {
        int count = line.charAt(from) - ' ' & 0x3F;
        if (count < (isGoingOn ? 1 : SHORTEST_UU)
                || line.charAt(from) > '`'
                || size != 1 + groups(line.charAt(from)) * 4
                || from + size > line.length()
                || !isUuencoded(line, from, from + size)) {
            return false;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(count + 2);
        for (int i = from + 1; i < from + size; i += 4) {
            int group = 0;
            for (int at = i; at < i + 4; at++) {
                group = group << 6 | line.charAt(at) - ' ' & 0x3F;
            }
            out.write(group >> 16);
            out.write(group >> 8);
            out.write(group);
        }
        byte[] bytes = Arrays.copyOf(out.toByteArray(), count);
        boolean ascii = true;
        for (byte b : bytes) {
            ascii &= b >= ' ' && b < 0x7F || b == '\n' || b == '\r' || b == '\t';
        }
        String text = ascii ? new String(bytes, StandardCharsets.US_ASCII) : wholeText(bytes);
        if (text.isEmpty()) {
            return false;
        }
        if (isGoingOn) {
            decoded.setLength(decoded.length() - 1);
        }
        decoded.append(text).append('\n');
        return true;
    }

    private static String wholeText(byte[] bytes) {
        Decoding decoding = Decoding.ofBytes(bytes);
        return decoding.isWhole() ? decoding.text() : "";
    }

    /** How many letters, digits and different signs that base64 has not stand in a run. */
    private record Kinds(int length, int upper, int lower, int digits, int signs) {
        static Kinds of(String text, int start, int end) {
            int upper = 0;
            int lower = 0;
            int digits = 0;
            long[] signs = new long[2];
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                upper += c >= 'A' && c <= 'Z' ? 1 : 0;
                lower += c >= 'a' && c <= 'z' ? 1 : 0;
                digits += c >= '0' && c <= '9' ? 1 : 0;
                if (!Decoding.isBase64(c)) {
                    signs[c >> 6] |= 1L << (c & 0x3F);
                }
            }
            return new Kinds(end - start, upper, lower, digits, Long.bitCount(signs[0]) + Long.bitCount(signs[1]));
        }

        /** Whether each kind has about the part that chance gives it, as in no program and no address. */
        boolean areEven() {
            int others = length - upper - lower - digits;
            return isPart(upper, 20, 42) && isPart(lower, 15, 42) && isPart(digits, 5, 20) && isPart(others, 18, 45);
        }

        private boolean isPart(int count, int least, int most) {
            return count * 100L >= (long) length * least && count * 100L <= (long) length * most;
        }
    }
}
