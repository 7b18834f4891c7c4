package dev.sluice.classifier.pattern;

/**
 * Where a line ends within a word or number: after a hyphen, a soft hyphen or, between digits, a slash. What follows on
 * the next line, behind its indent or its marks of quoting, goes on at once.
 */
final class LineWrap {
    private static final int LONGEST_INDENT = 40;

    private LineWrap() {}

    /** Whether a line that ends with the unit may go on with the same word. */
    static boolean isWrapSign(char c) {
        return c == '-' || c == '/' || c >= 0xAD && isHyphen(c);
    }

    private static boolean isHyphen(char c) {
        return c == 0xAD || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0xFE63 || c == 0xFF0D;
    }

    /** Where the word that the sign at {@code sign} ends a line of goes on, or -1 if it doesn't. */
    static int next(String source, int sign, int to) {
        int next = nextLine(source, sign + 1, to);
        if (next < 0 || sign == 0) {
            return -1;
        }
        char before = source.charAt(sign - 1);
        char after = source.charAt(next);
        boolean joined = source.charAt(sign) == '/'
                ? Units.isDigit(before) && Units.isDigit(after)
                : isPart(before) && isPart(after);
        return joined ? next : -1;
    }

    /** The first visible unit of the next line of a normalised text if this one ends here, else -1. */
    static int nextLine(NormalText text, int from) {
        int i = from;
        int breaks = 0;
        int end = Math.min(text.length(), from + LONGEST_INDENT);
        while (i < end && text.at(i) <= ' ') {
            breaks += text.at(i) == '\n' ? 1 : 0;
            i++;
        }
        return breaks == 1 && i < end ? i : -1;
    }

    private static boolean isPart(char c) {
        return Units.isLetterOrDigit(c) || c == '*';
    }

    /** The first visible unit of the line after this one, if nothing but blanks stands between; else -1. */
    private static int nextLine(String source, int from, int to) {
        int end = Math.min(to, from + LONGEST_INDENT);
        int i = from;
        while (i < end && isBlank(source.charAt(i))) {
            i++;
        }
        if (i < end && source.charAt(i) == '\r') {
            i++;
            i = i < to && source.charAt(i) == '\n' ? i + 1 : i;
        } else if (i < end && (source.charAt(i) == '\n' || source.charAt(i) == '\u2028')) {
            i++;
        } else {
            return -1;
        }
        end = Math.min(to, i + LONGEST_INDENT);
        while (i < end && (isBlank(source.charAt(i)) || source.charAt(i) == '>')) {
            i++;
        }
        return i < to ? i : -1;
    }

    /** Whether the sign that begins a line of a quoted message stands here, behind others of its kind at most. */
    static boolean isQuoting(String source, int from, int at) {
        int i = at - 1;
        while (i >= from && i > at - LONGEST_INDENT && (source.charAt(i) == '>' || source.charAt(i) == ' ')) {
            i--;
        }
        return i < from || source.charAt(i) == '\n';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0';
    }
}
