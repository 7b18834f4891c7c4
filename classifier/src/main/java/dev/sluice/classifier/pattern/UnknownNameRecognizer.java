package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Two capitalised words in prose that no dictionary of ordinary words knows, letter A: a name in no list of names. */
final class UnknownNameRecognizer implements Recognizer {
    private static final WordTable BEFORE_NAMES = WordTable.of("by with to from add of under for");
    private static final WordTable PRESENTED_BY = WordTable.of("features featuring starring named met");
    private static final WordTable DETERMINERS = WordTable.of("the a an who whose our my");
    private static final double ENOUGH = 0.55;
    private static final int SHORTEST = 3;

    @Override
    public String name() {
        return "unknown-name";
    }

    @Override
    public long triggers() {
        return Cue.CAPITAL.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.isSurelyForeign(token)) {
            return;
        }
        int next = token + 1;
        boolean initial = scan.isWord(next) && scan.has(next, Cue.INITIAL) && Names.isWritten(scan, token);
        if (!isPart(scan, token) && !initial || isContinued(scan, token)) {
            return;
        }
        if (initial) {
            next = scan.isSign(next + 1, '.') ? next + 2 : next + 1;
        }
        if (!isPart(scan, next) || scan.touches(next)) {
            return;
        }
        int last = Names.end(scan, next);
        if (last > next + 2 || Names.hasOtherTail(scan, last)) {
            return;
        }
        double score = score(scan, token, next, last) + (initial ? 0.25 : 0);
        if (score >= ENOUGH) {
            scan.emit(FindingType.PERSON, token, last, Math.min(score, 0.9));
        }
    }

    /** Inside a row of capitals, unless the one before opens a sentence as a word of its own: Producer …. */
    private static boolean isContinued(Scan scan, int token) {
        return scan.isCapital(token - 1)
                && !scan.touches(token)
                && !scan.isApart(token)
                && !(scan.has(token - 1, Cue.WORD)
                        && !scan.has(token - 1, Cue.NAME_TAIL)
                        && PersonalContext.begins(scan, token - 1));
    }

    private static boolean isPart(Scan scan, int token) {
        return Names.isWritten(scan, token)
                && scan.shape(token) == Tokens.CAPITALISED
                && scan.length(token) >= SHORTEST
                && Names.isUncommon(scan, token)
                && !scan.has(token, Cue.bits(Cue.HEALTH, Cue.NAME_TAIL));
    }

    private static double score(Scan scan, int first, int second, int last) {
        double score = 0.35;
        score += scan.has(first, Cue.FIRST_NAME) ? 0.2 : scan.has(first, Cue.SURNAME) ? 0.05 : 0;
        score += scan.has(second, Cue.SURNAME) ? 0.15 : 0;
        score += Surnames.hasEnding(scan, second) ? 0.3 : 0;
        score += Surnames.hasForeignLetter(scan, second) || Surnames.hasForeignLetter(scan, first) ? 0.2 : 0;
        score += scan.has(last + 1, Cue.PERSON_VERB) ? 0.2 : 0;
        score += scan.near(first, 6, Cue.bits(Cue.PERSON_CONTEXT, Cue.RELATIVE, Cue.TITLE)) ? 0.2 : 0;
        score += scan.isAnyOf(first - 1, BEFORE_NAMES) ? 0.1 : 0;
        boolean closes = scan.isSign(last + 1, '.') || scan.isSign(last + 1, ')') || last + 1 >= scan.count();
        boolean goesOn = scan.isWord(last + 1) && scan.shape(last + 1) == Tokens.LOWER;
        score += (goesOn || closes) && last == second ? 0.1 : 0;
        score += scan.isAnyOf(first - 1, PRESENTED_BY) ? 0.15 : 0;
        boolean possessive = scan.isSign(last + 1, '\'') && scan.isText(last + 2, "s") && scan.touches(last + 2);
        score += possessive && last == second ? 0.2 : 0;
        boolean apposition = scan.isSign(last + 1, ',')
                && scan.isAnyOf(last + 2, DETERMINERS)
                && PersonalContext.begins(scan, first);
        score += apposition ? 0.2 : 0;
        score += PersonalContext.isIntroduced(scan, first) || PersonalContext.isMaker(scan, last) ? 0.3 : 0;
        boolean alone = (first == 0 || scan.isBreak(first - 1) || scan.isApart(first))
                && (scan.isBreak(last + 1) || last + 1 >= scan.count() || scan.isApart(last + 1));
        boolean signature = alone && scan.isSign(first - 2, '-') && scan.length(first - 2) == 2;
        score += signature ? 0.25 : 0;
        score += alone && (scan.has(second, Cue.SURNAME) || scan.has(first, Cue.FIRST_NAME)) ? 0.1 : 0;
        score += alone && scan.has(first, Names.KNOWN) && scan.has(second, Names.KNOWN) ? 0.2 : 0;
        return score;
    }
}
