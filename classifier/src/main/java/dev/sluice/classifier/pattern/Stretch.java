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
        int same = sameParts(source, first, last);
        return same > 0 ? same : wholeWords(source, first, last);
    }

    /** The last place at which the parts are what the whole is; 0 if there is none. */
    static int sameParts(String source, int first, int last) {
        for (int at = last; at > first; at--) {
            if (beginsWordAfterBlank(source, at)) {
                return at;
            }
        }
        for (int at = last; at > first; at--) {
            if (beginsWordAfterSign(source, at) || followsBlank(source, at)) {
                return at;
            }
        }
        return 0;
    }

    /** A place at which an escape, or the end of a line within a word, may be cut, and a word only where nothing parts words. */
    private static int wholeWords(String source, int first, int last) {
        for (int at = last; at > first; at--) {
            if (isSpace(source.charAt(at - 1)) && !isSpace(source.charAt(at))) {
                return at;
            }
        }
        for (int at = last; at > first; at--) {
            if (isSign(source.charAt(at - 1))
                    && !Escapes.isMark(source.charAt(at - 1))
                    && source.charAt(at - 1) != '#'
                    && Character.isLetterOrDigit(source.charAt(at))) {
                return at;
            }
        }
        boolean cuts =
                Character.isLowSurrogate(source.charAt(last)) && Character.isHighSurrogate(source.charAt(last - 1));
        return cuts ? last - 1 : last;
    }

    /** No escape holds a blank, and a line's end joins two parts of a word only behind a sign. */
    private static boolean beginsWordAfterBlank(String source, int at) {
        return isBlank(source.charAt(at - 1))
                && Units.isLetterOrDigit(source.charAt(at))
                && !endsLineInWord(source, at);
    }

    /** The same for what begins with a sign, as the lines of a list do; a sign of quoting is judged by its line. */
    private static boolean followsBlank(String source, int at) {
        char after = source.charAt(at);
        return isBlank(source.charAt(at - 1))
                && !isSpace(after)
                && !isGap(after)
                && after != '\r'
                && !endsLineInWord(source, at);
    }

    /** Whether the last visible unit before a place may join two lines, or there is none near. */
    private static boolean endsLineInWord(String source, int at) {
        int i = at - 1;
        int most = Math.max(0, at - LONGEST_GAP);
        while (i > most && (isBlank(source.charAt(i)) || isGap(source.charAt(i)))) {
            i--;
        }
        return i <= most || LineWrap.isWrapSign(source.charAt(i));
    }

    /** No escape holds one of these signs, and each of these characters is a word by itself. */
    private static boolean beginsWordAfterSign(String source, int at) {
        char before = source.charAt(at - 1);
        char after = source.charAt(at);
        return ",|<\"()[]".indexOf(before) >= 0 && Units.isLetterOrDigit(after)
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

    private static boolean isSpace(char c) {
        return isBlank(c) || Character.isSpaceChar(c);
    }

    /** What parts words: no letter, digit or mark, nothing invisible, no half of a character. */
    private static boolean isSign(char c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }
}
