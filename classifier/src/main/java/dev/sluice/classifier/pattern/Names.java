package dev.sluice.classifier.pattern;

/** What the name recognizers share: how a name is written and where it ends. */
final class Names {
    private static final WordTable FIRMS = WordTable.of("inc llc ltd");
    static final long KNOWN = Cue.bits(Cue.FIRST_NAME, Cue.SURNAME);
    static final long ORDINARY = Cue.bits(Cue.WORD, Cue.FUNCTION, Cue.NOT_A_NAME);
    private static final int MOST_TOKENS = 8;
    private static final WordTable PARTICLES =
            WordTable.of("van von der den de da di du del della la le bin ibn al el dos das ter ten zu st y e");

    private Names() {}

    /** A capitalised word, not part of code, that may be a name. */
    static boolean isWritten(Scan scan, int token) {
        return scan.isCapital(token)
                && (scan.shape(token) != Tokens.MIXED || isScottish(scan, token))
                && (!scan.has(token, Cue.bits(Cue.FUNCTION, Cue.NOT_A_NAME)) || isNamedLikeMonth(scan, token))
                && !(scan.shape(token) == Tokens.UPPER
                        && scan.length(token) < 4
                        && !scan.has(token, Cue.COMMON_FIRST_NAME))
                && !(scan.isSign(token + 1, '\'') && scan.isAnyOf(token + 2, "t", "ts"))
                && !isCode(scan, token);
    }

    /** June Thornbury: a month before a word that is nothing else than a surname, and no number beside. */
    private static boolean isNamedLikeMonth(Scan scan, int token) {
        int next = token + 1;
        return scan.has(token, Cue.MONTH)
                && scan.has(token, Cue.FIRST_NAME)
                && scan.isCapital(next)
                && scan.shape(next) == Tokens.CAPITALISED
                && isUncommon(scan, next)
                && !scan.touches(next)
                && !scan.isNumber(token - 1)
                && !scan.isCapital(token - 1);
    }

    private static boolean isScottish(Scan scan, int token) {
        char second = scan.text.foldedAt(scan.tokens.start[token] + 1);
        return scan.length(token) > 4
                        && (second == 'c' || second == 'a')
                        && scan.text.foldedAt(scan.tokens.start[token]) == 'm'
                || scan.length(token) > 4 && scan.has(token, KNOWN);
    }

    /** Glued to signs of code, or inside a path or an address. */
    static boolean isCode(Scan scan, int token) {
        if (scan.touches(token)) {
            char before = scan.first(token - 1);
            boolean glued = before == '_'
                    || before == '/'
                    || before == '\\'
                    || before == '`'
                    || before == '@'
                    || before == '#'
                    || before == '$'
                    || before == '{'
                    || before == '%'
                    || before == '&'
                    || before == '.' && token > 1 && scan.touches(token - 1) && !scan.has(token - 2, Cue.INITIAL)
                    || before == ':' && scan.isSign(token - 2, ':')
                    || scan.isNumber(token - 1);
            if (glued) {
                return true;
            }
        }
        if (scan.touches(token + 1)) {
            char after = scan.first(token + 1);
            return after == '_'
                    || after == '('
                    || after == '`'
                    || after == '\\'
                    || after == '@'
                    || after == '/'
                    || after == '='
                    || after == '{'
                    || after == '['
                    || after == '$'
                    || after == '.'
                            && scan.isWord(token + 2)
                            && scan.touches(token + 2)
                            && scan.shape(token + 2) == Tokens.LOWER
                    || after == ':' && scan.isSign(token + 2, ':')
                    || scan.isNumber(token + 1);
        }
        return false;
    }

    /** A known name that is not also an ordinary word. */
    static boolean isSurelyFirst(Scan scan, int token) {
        return scan.has(token, Cue.FIRST_NAME) && !scan.has(token, ORDINARY | Cue.PLACE.bit());
    }

    static boolean isSurelySurname(Scan scan, int token) {
        return scan.has(token, Cue.SURNAME) && !scan.has(token, ORDINARY | Cue.PLACE.bit());
    }

    /** Neither an ordinary word nor a place. */
    static boolean isUncommon(Scan scan, int token) {
        return !scan.has(token, ORDINARY | Cue.PLACE.bit());
    }

    /** The last token of the name whose first word is given: further capitalised words, initials, particles. */
    static int end(Scan scan, int token) {
        int last = token;
        for (int i = token + 1; i < scan.count() && i <= token + MOST_TOKENS; i++) {
            if (scan.isApart(i)) {
                break;
            }
            if (isWritten(scan, i)) {
                last = i;
            } else if (scan.has(i, Cue.INITIAL) && scan.isWord(i) && !scan.isText(i, "i")) {
                last = i;
            } else if (!isJoint(scan, i)) {
                break;
            }
        }
        return last;
    }

    private static boolean isJoint(Scan scan, int token) {
        if (scan.isWord(token)) {
            return scan.shape(token) == Tokens.LOWER && scan.isAnyOf(token, PARTICLES) && isWritten(scan, token + 1);
        }
        if (scan.isSign(token, '.')) {
            return scan.has(token - 1, Cue.INITIAL);
        }
        boolean hyphen = scan.isSign(token, '-') || scan.isSign(token, '\'');
        return hyphen
                && scan.length(token) == 1
                && scan.touches(token)
                && scan.touches(token + 1)
                && scan.isWord(token + 1);
    }

    /** Whether what follows shows that the words are no person: Parkinson disease, Wells Bank, Elm Street. */
    static boolean hasOtherTail(Scan scan, int last) {
        if (scan.isApart(last + 1)) {
            return scan.has(last, Cue.NAME_TAIL);
        }
        return scan.has(last, Cue.NAME_TAIL)
                || scan.has(last + 1, Cue.NAME_TAIL)
                || scan.isSign(last + 1, '\'') && scan.isText(last + 2, "s") && scan.has(last + 3, Cue.NAME_TAIL)
                || scan.isSign(last + 1, ',') && scan.isAnyOf(last + 2, FIRMS)
                || scan.isSign(last + 1, '&');
    }
}
