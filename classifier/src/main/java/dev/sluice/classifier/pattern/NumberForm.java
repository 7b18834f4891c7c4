package dev.sluice.classifier.pattern;

import org.jspecify.annotations.Nullable;

/**
 * How an identifier is written, such as {@code 999.999.999-99}: {@code 9} a digit, {@code A} a letter, {@code U} a capital, {@code *} either,
 * {@code D} a digit or a letter that stands for one in an Italian code, {@code C} a Finnish sign of the century, {@code S}
 * a hyphen or plus. A space, dot, hyphen or slash is where a separator of any of these kinds may stand. A line may end
 * anywhere. It is matched around its first {@code 9}, or from its beginning if that is an asterisk.
 */
final class NumberForm {
    private static final int MOST_BREAKS = 2;
    private static final int LONGEST_INDENT = 40;
    private static final int LONGEST_FIRST = 20;

    private final String form;
    private final int anchor;
    private final int separators;

    /** Bit n is set if the digits at the anchor may be n in one. */
    private final int firstLengths;

    NumberForm(String form) {
        this.form = form;
        this.anchor = form.charAt(0) == '*' ? 0 : form.indexOf('9');
        this.separators = (int) form.chars().filter(c -> isSeparator((char) c)).count();
        this.firstLengths = firstLengths(form, anchor);
    }

    private static int firstLengths(String form, int anchor) {
        int lengths = 0;
        int length = 0;
        for (int i = anchor; i < form.length(); i++) {
            char symbol = form.charAt(i);
            if (symbol != '9') {
                lengths |= 1 << length;
            }
            if (symbol == 'A' || symbol == 'U' || symbol == 'C' || symbol == 'S') {
                return lengths;
            }
            length += isSeparator(symbol) ? 0 : 1;
        }
        return lengths | 1 << length;
    }

    /** Whether the anchor is a number, else it is the first token of a code. */
    boolean beginsAtNumber() {
        return form.charAt(anchor) == '9';
    }

    /** Whether the form begins with this many places without a separator. */
    boolean beginsWithPlaces(int count) {
        return form.chars().takeWhile(c -> !isSeparator((char) c)).count() >= count;
    }

    /** Whether the form has no places but those of a number of this length. */
    boolean endsWithin(int length) {
        return anchor == 0 && form.length() - separators <= length;
    }

    /** Whether the number at the anchor may have this length; before the end of a line it may be a part. */
    boolean mayBegin(int length, boolean beforeBreak) {
        if (length > LONGEST_FIRST) {
            return false;
        }
        return beforeBreak ? firstLengths >> length != 0 : (firstLengths >> length & 1) != 0;
    }

    /**
     * Whether the form may go on behind the number of this length at its anchor and before it, as far as the units at once
     * around tell: false is sure.
     */
    boolean mayStand(int length, Beside before, Beside after) {
        return mayPrecede(before) && mayFollow(length, after);
    }

    private boolean mayPrecede(Beside before) {
        if (anchor == 0 || before == Beside.BLANK || before == Beside.SEPARATOR_AND_BLANK) {
            return true;
        }
        boolean separator = isSeparator(form.charAt(anchor - 1));
        char symbol = form.charAt(separator ? anchor - 2 : anchor - 1);
        return fits(symbol, before, separator);
    }

    private boolean mayFollow(int length, Beside after) {
        int at = anchor;
        for (int digits = 0; digits < length && at < form.length(); at++) {
            digits += isSeparator(form.charAt(at)) ? 0 : 1;
        }
        if (at == form.length() || after == Beside.BLANK || after == Beside.SEPARATOR_AND_BLANK) {
            return true;
        }
        boolean separator = isSeparator(form.charAt(at));
        return fits(form.charAt(separator ? at + 1 : at), after, separator);
    }

    /** Whether the next symbol may be written by what stands beside, behind a separator or not. */
    private static boolean fits(char symbol, Beside beside, boolean separator) {
        return switch (beside) {
            case LETTER -> isLetterSymbol(symbol);
            case SEPARATOR_AND_LETTER -> separator && isLetterSymbol(symbol) || isSignSymbol(symbol);
            case SEPARATOR_AND_DIGIT ->
                separator && (symbol == '9' || symbol == '*' || symbol == 'D') || isSignSymbol(symbol);
            case SEPARATOR_AND_OTHER, PLUS -> isSignSymbol(symbol);
            case OTHER -> false;
            case BLANK, SEPARATOR_AND_BLANK -> true;
        };
    }

    private static boolean isLetterSymbol(char symbol) {
        return symbol != '9' && symbol != 'S';
    }

    private static boolean isSignSymbol(char symbol) {
        return symbol == 'C' || symbol == 'S';
    }

    /** The writing whose anchor stands at a unit, or null if the text has another form there. */
    @Nullable
    Written at(NormalText text, int unit) {
        return at(unit, new Reading(text));
    }

    /** The same; the reading may serve one form after another. */
    @Nullable
    Written at(int unit, Reading reading) {
        reading.begin(this);
        if (!reading.back(unit) || !reading.forth(unit)) {
            return null;
        }
        return new Written(
                reading.start,
                reading.end,
                reading.value.toString(),
                reading.separated == 0,
                reading.own == separators && separators > 0,
                reading.separated > reading.own,
                Math.max(reading.breaks, reading.doubled ? 1 : 0));
    }

    static boolean isSeparator(char c) {
        return c == ' ' || c == '.' || c == '-' || c == '/';
    }

    private static boolean fits(char symbol, char written) {
        char c = upper(written);
        return switch (symbol) {
            case 'U' -> isLetter(written);
            case '9' -> Tokenizer.isDigit(c);
            case 'A' -> isLetter(c);
            case 'D' -> Tokenizer.isDigit(c) || "LMNPQRSTUV".indexOf(c) >= 0;
            case 'C' -> "+-ABCDEFUVWXY".indexOf(c) >= 0;
            case 'S' -> c == '-' || c == '+';
            default -> Tokenizer.isDigit(c) || isLetter(c);
        };
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }

    /** One try after another at places of a text. One thread. */
    static final class Reading {
        private final NormalText text;
        private final StringBuilder value = new StringBuilder(24);
        private String form = "";
        private int anchor;
        private int start;
        private int end;
        private int separated;
        private int own;
        private int breaks;
        private boolean doubled;

        Reading(NormalText text) {
            this.text = text;
        }

        private void begin(NumberForm tried) {
            form = tried.form;
            anchor = tried.anchor;
            value.setLength(0);
            start = 0;
            end = 0;
            separated = 0;
            own = 0;
            breaks = 0;
            doubled = false;
        }

        private void separator(char symbol, char c) {
            separated++;
            own += c == symbol ? 1 : 0;
        }

        private boolean back(int unit) {
            int at = unit - 1;
            for (int i = anchor - 1; i >= 0; i--) {
                char symbol = form.charAt(i);
                if (isSeparator(symbol)) {
                    if (at >= 0 && isSeparator(text.at(at)) && !isLineStart(at)) {
                        separator(symbol, text.at(at--));
                    } else if (isDoubled(at - 1)) {
                        separator(symbol, ' ');
                        doubled = true;
                        at -= 2;
                    }
                    continue;
                }
                at = lineBefore(at);
                if (at < 0 || !fits(symbol, text.at(at))) {
                    return false;
                }
                value.append(upper(text.at(at--)));
            }
            value.reverse();
            start = at + 1;
            return true;
        }

        private boolean forth(int unit) {
            int at = unit;
            for (int i = anchor; i < form.length(); i++) {
                char symbol = form.charAt(i);
                if (isSeparator(symbol)) {
                    if (at < text.length() && isSeparator(text.at(at))) {
                        boolean two = isDoubled(at);
                        separator(symbol, text.at(at));
                        doubled |= two;
                        at += two ? 2 : 1;
                    } else if (at < text.length() && text.at(at) == '\n') {
                        separator(symbol, ' ');
                    }
                    continue;
                }
                at = lineAfter(at);
                if (at < 0 || at >= text.length() || !fits(symbol, text.at(at))) {
                    return false;
                }
                value.append(upper(text.at(at++)));
            }
            end = at;
            return true;
        }

        /** The unit itself, or the first visible one of the next line if this one ends here; -1 after too many lines. */
        private int lineAfter(int at) {
            if (at >= text.length() || value.isEmpty() || text.at(at) > ' ') {
                return at;
            }
            int next = LineWrap.nextLine(text, at);
            return next < 0 || ++breaks > MOST_BREAKS ? -1 : next;
        }

        /** Whether two blanks between what is visible begin at a unit, as in lines that were stretched to one width. */
        private boolean isDoubled(int at) {
            return at > 0
                    && at + 2 < text.length()
                    && text.at(at) == ' '
                    && text.at(at + 1) == ' '
                    && text.at(at - 1) > ' '
                    && text.at(at + 2) > ' ';
        }

        private boolean isLineStart(int at) {
            return text.at(at) == ' ' && at > 0 && text.at(at - 1) <= ' ';
        }

        private int lineBefore(int at) {
            if (at < 0 || text.at(at) > ' ') {
                return at;
            }
            int lines = 0;
            int i = at;
            while (i >= 0 && i > at - LONGEST_INDENT && text.at(i) <= ' ') {
                lines += text.at(i--) == '\n' ? 1 : 0;
            }
            return lines != 1 || ++breaks > MOST_BREAKS ? -1 : i;
        }
    }

    /**
     * How a form stands in a text.
     *
     * @param start its first unit in the normalised text
     * @param end one past its last
     * @param value its letters and digits, in capitals, and signs that carry meaning
     * @param plain without any separator
     * @param own with every separator of the form
     * @param foreign with a separator that the form has not
     * @param breaks ends of lines within; 1 if there is none and blanks are doubled
     */
    record Written(int start, int end, String value, boolean plain, boolean own, boolean foreign, int breaks) {}
}
