package dev.sluice.classifier.pattern;

/**
 * A code: words and numbers glued together or by hyphens, slashes, dots and the like, at most 16 tokens.
 *
 * @param first its first token
 * @param last its last token
 * @param digits digits in it
 * @param masked stars or crosses that stand for digits
 */
record Code(int first, int last, int digits, int masked, boolean lower) {
    private static final WordTable CROSSES = WordTable.of("x xx xxx xxxx xxxxx xxxxxx xxxxxxxx");
    private static final int MOST_TOKENS = 16;

    /** The code that begins at a token; without digits if there is none. */
    static Code at(Scan scan, int token) {
        int digits = 0;
        int masked = 0;
        boolean lower = false;
        int last = token - 1;
        for (int i = token; i < scan.count() && i < token + MOST_TOKENS; i++) {
            if (i > token && !scan.touches(i)) {
                break;
            }
            if (scan.isNumber(i)) {
                digits += scan.length(i);
                last = i;
            } else if (scan.isWord(i)) {
                masked += scan.isAnyOf(i, CROSSES) ? scan.length(i) : 0;
                lower |= scan.shape(i) == Tokens.LOWER && scan.length(i) > 2;
                last = i;
            } else if (scan.isSign(i, '*')) {
                masked += scan.length(i);
                last = i;
            } else if (!isGlue(scan, i)) {
                break;
            }
        }
        scan.spend(Math.max(0, last - token));
        return new Code(token, Math.max(token, last), digits, masked, lower);
    }

    private static boolean isGlue(Scan scan, int token) {
        return scan.isSign(token, '-')
                || scan.isSign(token, '/')
                || scan.isSign(token, '.')
                || scan.isSign(token, '_')
                || scan.isSign(token, '#');
    }

    boolean isCode(int fewestDigits) {
        return digits + Math.min(masked, 4) >= fewestDigits && digits >= 3 && (!lower || digits >= 6);
    }

    /** Eight units or more in capitals, three of them digits, as in a number that is mistyped. */
    boolean isMixed(Scan scan) {
        int units = scan.tokens.end[last] - scan.tokens.start[first];
        if (digits < 3 || units < 8) {
            return false;
        }
        for (int i = first; i <= last; i++) {
            if (scan.isWord(i) && scan.shape(i) != Tokens.UPPER && scan.length(i) > 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether it reads as a year, a date, a clock time, a decimal or an amount of money. */
    boolean isDateOrAmount(Scan scan) {
        if (scan.isSign(first - 1, '$') || scan.isSign(first - 1, '%') || scan.has(first - 1, Cue.MONEY)) {
            return true;
        }
        if (!scan.isNumber(first)) {
            return false;
        }
        NumberRun run = scan.run(first);
        boolean year = run.size(0) == 4 && first == last && (scan.first(first) == '1' || scan.first(first) == '2');
        boolean date = run.startsWith(0, 4, 2, 2)
                || run.startsWith(0, 2, 2, 4)
                || run.startsWith(0, 1, 2, 4)
                || run.startsWith(0, 2, 1, 4)
                || run.startsWith(0, 1, 1, 4);
        boolean thousands = run.groups() >= 3 && run.size(1) == 3 && run.size(2) == 3;
        boolean version = run.groups() >= 3 && run.separator(1) == '.' && run.separator(2) == '.' && !thousands;
        boolean decimal = scan.isSign(first + 1, '.') && scan.isNumber(first + 2) && run.size(1) <= 2;
        boolean grouped = scan.isSign(last + 1, ',')
                && scan.touches(last + 1)
                && scan.isNumber(last + 2)
                && scan.touches(last + 2)
                && scan.length(last + 2) == 3;
        return year && !scan.isSign(first - 1, '#') && !scan.isSign(first - 1, ':')
                || date
                || version
                || decimal
                || grouped;
    }
}
