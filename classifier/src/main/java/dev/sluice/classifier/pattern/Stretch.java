package dev.sluice.classifier.pattern;

/** Finds places where a text can be parted without changing what {@link NormalText} makes of either side. */
final class Stretch {
    private static final int LONGEST_GAP = 128;

    private Stretch() {}

    /** @see NormalText#stretch */
    static int end(String source, int from, int to, int most) {
        if (to - from <= most) {
            return to;
        }
        int last = from + most;
        int first = from + most / 2;
        for (int at = last; at > first; at--) {
            if (beginsWordAfterBlank(source, at)) {
                return at;
            }
        }
        for (int at = last; at > first; at--) {
            if (beginsWordAfterSign(source, at)) {
                return at;
            }
        }
        boolean cuts =
                Character.isLowSurrogate(source.charAt(last)) && Character.isHighSurrogate(source.charAt(last - 1));
        return cuts ? last - 1 : last;
    }

    /** No escape holds a blank, and a line's end joins two parts of a word only behind a sign. */
    private static boolean beginsWordAfterBlank(String source, int at) {
        if (!isBlank(source.charAt(at - 1)) || !Character.isLetterOrDigit(source.charAt(at))) {
            return false;
        }
        int i = at - 1;
        int most = Math.max(0, at - LONGEST_GAP);
        while (i > most && (isBlank(source.charAt(i)) || isGap(source.charAt(i)))) {
            i--;
        }
        return i > most && !LineWrap.isWrapSign(source.charAt(i));
    }

    /** No escape holds one of these signs, and each of these characters is a word by itself. */
    private static boolean beginsWordAfterSign(String source, int at) {
        char before = source.charAt(at - 1);
        char after = source.charAt(at);
        return ",\"()[]".indexOf(before) >= 0 && Character.isLetterOrDigit(after)
                || isIdeograph(before) && isIdeograph(after);
    }

    private static boolean isIdeograph(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    private static boolean isGap(char c) {
        return c == '\r' || c == '>' || c == '\u00a0' || c == '\u2028';
    }
}
