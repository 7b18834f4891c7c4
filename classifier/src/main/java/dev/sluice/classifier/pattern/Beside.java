package dev.sluice.classifier.pattern;

/** What stands beside a number, on either side; where that is a separator, also what stands behind it. */
enum Beside {
    /** A letter of the Latin alphabet without accent. */
    LETTER,
    /** The end of a line. */
    BLANK,
    PLUS,
    SEPARATOR_AND_LETTER,
    SEPARATOR_AND_DIGIT,
    /** A separator or a space at the end of a line. */
    SEPARATOR_AND_BLANK,
    SEPARATOR_AND_OTHER,
    /** Another sign, or the end of the text. */
    OTHER;

    private static final int FARTHEST = 41;

    /** What stands at the unit before a number. */
    static Beside before(NormalText text, int unit) {
        return of(text, unit, unit - 1, endsLineBefore(text, unit));
    }

    /** What stands at the unit after a number. */
    static Beside after(NormalText text, int unit) {
        boolean blank = at(text, unit) <= ' ' || at(text, unit + 1) <= ' ';
        return of(text, unit, unit + 1, blank && endsLineAfter(text, unit));
    }

    private static Beside of(NormalText text, int unit, int next, boolean atLineEnd) {
        char c = at(text, unit);
        if (!NumberForm.isSeparator(c)) {
            return isLetter(c) ? LETTER : c == '+' ? PLUS : c <= ' ' && atLineEnd ? BLANK : OTHER;
        }
        boolean doubled = c == ' ' && at(text, next) == ' ' && !atLineEnd;
        char behind = at(text, doubled ? next + next - unit : next);
        if (Tokenizer.isDigit(behind)) {
            return SEPARATOR_AND_DIGIT;
        }
        return isLetter(behind)
                ? SEPARATOR_AND_LETTER
                : behind <= ' ' && atLineEnd ? SEPARATOR_AND_BLANK : SEPARATOR_AND_OTHER;
    }

    private static boolean endsLineAfter(NormalText text, int unit) {
        return LineWrap.nextLine(text, unit) >= 0 || LineWrap.nextLine(text, unit + 1) >= 0;
    }

    private static boolean endsLineBefore(NormalText text, int unit) {
        for (int i = unit; i >= 0 && i >= unit - FARTHEST && (i == unit || text.at(i) <= ' '); i--) {
            if (text.at(i) == '\n') {
                return true;
            }
        }
        return false;
    }

    private static char at(NormalText text, int unit) {
        return unit >= 0 && unit < text.length() ? text.at(unit) : ',';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
