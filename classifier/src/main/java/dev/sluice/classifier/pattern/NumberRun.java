package dev.sluice.classifier.pattern;

/**
 * Groups of digits with at most a space and two separator signs between them, such as {@code (212) 555-0147}; a run never
 * goes from one cell of a table to the next. A wrapped run also goes on over the end of a line and over two blanks, so that a
 * column or row of figures may be one: it takes more to make something of it. Recognizers ask for a stretch of groups with a number of digits.
 */
final class NumberRun {
    private static final int MOST_GROUPS = 12;
    private static final int MOST_DIGITS = 40;
    private static final int MOST_BREAKS = 3;
    private static final int SHORTEST_WORD = 3;

    private final Scan scan;
    private final int[] tokens = new int[MOST_GROUPS];
    private final boolean wrapped;
    private int groups;
    private int breaks;
    private int lines;

    private NumberRun(Scan scan, boolean wrapped) {
        this.scan = scan;
        this.wrapped = wrapped;
    }

    /** Reads the run that begins at a number token. */
    static NumberRun read(Scan scan, int token) {
        return read(scan, token, false);
    }

    /** Reads the run that begins at a number token, over the ends of at most three lines. */
    static NumberRun readWrapped(Scan scan, int token) {
        return read(scan, token, true);
    }

    private static NumberRun read(Scan scan, int token, boolean wrapped) {
        NumberRun run = new NumberRun(scan, wrapped);
        run.tokens[run.groups++] = token;
        int digits = scan.length(token);
        int last = token;
        while (run.groups < MOST_GROUPS && digits <= MOST_DIGITS) {
            int next = run.next(last);
            if (next < 0) {
                break;
            }
            digits += scan.length(next);
            run.tokens[run.groups++] = next;
            last = next;
        }
        return run;
    }

    private int next(int last) {
        int farthest = last + 3;
        boolean broken = false;
        if (wrapped && breaks < MOST_BREAKS && isDoubled(scan, last + 1) && scan.isNumber(last + 1)) {
            breaks++;
            return last + 1;
        }
        for (int at = last + 1; at <= farthest; at++) {
            if (at >= scan.count() || !(broken || isJoined(at))) {
                return -1;
            }
            if (scan.isNumber(at)) {
                breaks += broken ? 1 : 0;
                lines += broken ? 1 : 0;
                return at;
            }
            if (scan.isBreak(at)) {
                if (!wrapped || broken || breaks >= MOST_BREAKS) {
                    return -1;
                }
                broken = true;
                farthest++;
            } else if (broken && scan.isSign(at, '+')
                    || !(scan.isSign(at, '-')
                            || scan.isSign(at, '.')
                            || scan.isSign(at, '(')
                            || scan.isSign(at, ')')
                            || scan.isSign(at, '/')
                            || scan.isSign(at, '+'))) {
                return -1;
            }
        }
        return -1;
    }

    /** Nothing or one space stands before the token; a tab or more white space begins another cell. */
    private boolean isJoined(int token) {
        int end = scan.tokens.end[token - 1];
        int gap = scan.tokens.start[token] - end;
        return gap == 0 || gap == 1 && scan.text.at(end) == ' ' || wrapped && scan.isBreak(token);
    }

    /** Whether two blanks part the token from the one before it, as in lines that were stretched to one width. */
    static boolean isDoubled(Scan scan, int token) {
        if (token <= 0 || token >= scan.count()) {
            return false;
        }
        int end = scan.tokens.end[token - 1];
        return scan.tokens.start[token] - end == 2 && scan.text.at(end) == ' ' && scan.text.at(end + 1) == ' ';
    }

    /** How many ends of lines and doubled blanks the run goes over. */
    int breaks() {
        return breaks;
    }

    /** How many ends of lines it goes over. */
    int lines() {
        return lines;
    }

    /** Whether numbers stand on both sides of the run or on one, as in a row of figures. */
    boolean isInRow() {
        int first = tokens[0];
        int after = tokens[groups - 1] + 1;
        return first > 0 && scan.isNumber(first - 1) && isJoined(first)
                || after < scan.count() && scan.isNumber(after) && isJoined(after);
    }

    int first() {
        return tokens[0];
    }

    int groups() {
        return groups;
    }

    int token(int group) {
        return tokens[group];
    }

    int size(int group) {
        return scan.length(tokens[group]);
    }

    /** Digits of the groups from one to another, both included. */
    int digits(int from, int to) {
        int sum = 0;
        for (int i = from; i <= to; i++) {
            sum += size(i);
        }
        return sum;
    }

    /** The digits themselves, for a checksum; never kept. */
    String value(int from, int to) {
        StringBuilder value = new StringBuilder(32);
        for (int i = from; i <= to; i++) {
            value.append(scan.text.slice(scan.tokens.start[tokens[i]], scan.tokens.end[tokens[i]]));
        }
        return value.toString();
    }

    /** Whether the sizes of the first groups are exactly these. */
    boolean startsWith(int from, int... sizes) {
        if (from + sizes.length > groups) {
            return false;
        }
        for (int i = 0; i < sizes.length; i++) {
            if (size(from + i) != sizes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The sign between a group and the one before it: a space, a sign, or 0 for the first. */
    char separator(int group) {
        if (group == 0) {
            return 0;
        }
        int sign = tokens[group - 1] + 1;
        sign = scan.isBreak(sign) ? sign + 1 : sign;
        return sign == tokens[group] ? ' ' : scan.first(sign);
    }

    /** Whether every separator from one group to another is the same sign. */
    boolean evenly(int from, int to) {
        for (int i = from + 2; i <= to; i++) {
            if (separator(i) != separator(from + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a group is glued to letters on its left, or to an underscore that is no emphasis. */
    boolean gluedBefore(int group) {
        int token = tokens[group];
        return scan.touches(token)
                && (scan.isWord(token - 1) || scan.isSign(token - 1, '_') && scan.isGlued(token - 1));
    }

    /**
     * Whether the digits belong to the word that they are glued to, as in a code. They don't where the word is one of
     * their labels, or a word of some length stands before several groups.
     */
    boolean isInWord(long labels) {
        if (!gluedBefore(0)) {
            return false;
        }
        int before = tokens[0] - 1;
        int word = scan.isSign(before, '_') ? before - 1 : before;
        boolean afterWord = word == before && scan.length(word) >= SHORTEST_WORD && groups > 1;
        return !afterWord && !scan.has(word, labels);
    }

    /** Whether a group is glued to letters on its right. */
    boolean gluedAfter(int group) {
        int token = tokens[group] + 1;
        return scan.touches(token) && (scan.isWord(token) || scan.isSign(token, '_') && scan.isGlued(token + 1));
    }
}
