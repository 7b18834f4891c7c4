package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** One name alone, letter A, where the words around it speak of a person. */
final class SingleNameRecognizer implements Recognizer {
    private static final WordTable PLACE_PARTS =
            WordTable.of("north south east west new san santa st saint los las fort port mount lake cape");
    private static final WordTable REGIONS = WordTable.of("district province gulf");
    private static final WordTable DEEDS =
            WordTable.of("lives lived said says shouted died married graduated asked told");
    private static final WordTable AUXILIARIES = WordTable.of("is has was a an");
    private static final WordTable SPEECH = WordTable.of("says said asked told called named");
    private static final WordTable BEFORE_NAMES =
            WordTable.of("by with from to for not and than me contact call ask named");
    private static final WordTable CALLS = WordTable.of("call calls called leave named");
    private static final WordTable CONTACTS = WordTable.of("contact ask tell email see call schedule notify remind");
    private static final WordTable CALENDAR =
            WordTable.of("day days date dates calendar calendars year years century period epoch cycle");
    private static final WordTable METHODS =
            WordTable.of("way rule rules plot law method approach formula criterion criteria principle paradox");
    private static final double ENOUGH = 0.545;

    @Override
    public String name() {
        return "single-name";
    }

    @Override
    public String version() {
        return "2";
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
        if (!Names.isWritten(scan, token)
                || scan.shape(token) == Tokens.UPPER
                || scan.has(token, Cue.MONTH)
                || isPartOfPlace(scan, token)
                || isCalendar(scan, token)
                || isHyphened(scan, token)) {
            return;
        }
        boolean first = Names.isSurelyFirst(scan, token);
        boolean surname = Names.isSurelySurname(scan, token);
        boolean unknown = !scan.has(token, Names.ORDINARY | Names.KNOWN | Cue.PLACE.bit());
        boolean possible = scan.has(token, Names.KNOWN);
        if (!first && !surname && (!unknown || scan.has(token, Cue.HEALTH)) && !possible) {
            return;
        }
        double score = base(scan, token, first, surname, unknown);
        if (!first && Surnames.hasForeignLetter(scan, token)) {
            score += 0.15;
        }
        if (!first && Surnames.hasEnding(scan, token)) {
            score += 0.2;
        }
        score += context(scan, token);
        if (score >= ENOUGH && !Names.hasOtherTail(scan, Names.end(scan, token))) {
            scan.emit(FindingType.PERSON, token, token, Math.min(score, 0.9));
        }
    }

    /** Julian day 2451545. */
    private static boolean isCalendar(Scan scan, int token) {
        return scan.isText(token, "julian") && scan.isAnyOf(token + 1, CALENDAR);
    }

    /** Lineweaver and Burk's way, Bland and Altman's plot: two who gave a method its name. */
    private static boolean isEponym(Scan scan, int token) {
        int last = scan.isText(token + 1, "and") ? token + 2 : token;
        return scan.isSign(last + 1, '\'')
                && scan.isText(last + 2, "s")
                && (scan.has(last + 3, Cue.NAME_TAIL) || scan.isAnyOf(last + 3, METHODS));
    }

    /** North Carolina, St. Jean, San Marino. */
    private static boolean isPartOfPlace(Scan scan, int token) {
        int before = scan.isSign(token - 1, '.') ? token - 2 : token - 1;
        return scan.isCapital(before) && scan.isAnyOf(before, PLACE_PARTS)
                || scan.isText(token - 1, "of") && scan.isAnyOf(token - 2, REGIONS);
    }

    /** Part of a compound that is no double given name: Leigh-like, Max-Age. */
    private static boolean isHyphened(Scan scan, int token) {
        boolean before = scan.touches(token) && scan.isSign(token - 1, '-') && scan.touches(token - 1);
        boolean after = scan.isSign(token + 1, '-') && scan.touches(token + 1) && scan.touches(token + 2);
        boolean goesOn = isNamePart(scan, token + 2) || scan.isWord(token + 2) && scan.tokens.cues[token + 2] == 0;
        return before && !isNamePart(scan, token - 2) || after && !goesOn;
    }

    private static boolean isNamePart(Scan scan, int token) {
        return scan.isCapital(token) && scan.has(token, Names.KNOWN) && !scan.has(token, Cue.WORD);
    }

    private static double base(Scan scan, int token, boolean first, boolean surname, boolean unknown) {
        if (first) {
            return scan.has(token, Cue.COMMON_FIRST_NAME) ? 0.5 : scan.length(token) > 3 ? 0.45 : 0.3;
        }
        if (surname) {
            return scan.has(token, Cue.COMMON_SURNAME) ? 0.35 : 0.3;
        }
        boolean inside = scan.isWord(token - 1) && scan.shape(token - 1) == Tokens.LOWER;
        if (inside && scan.has(token, Cue.COMMON_FIRST_NAME) && !scan.has(token, Cue.PLACE)) {
            return 0.35;
        }
        return unknown ? 0.1 : 0.05;
    }

    private static double context(Scan scan, int token) {
        double score = isInSentence(scan, token) ? 0.1 : 0;
        boolean begins = PersonalContext.begins(scan, token);
        int verb = scan.isSign(token + 1, ',') ? token + 2 : token + 1;
        if (scan.has(verb, Cue.PERSON_VERB) && scan.shape(verb) == Tokens.LOWER) {
            boolean acts = begins
                    && (scan.has(token, Cue.FIRST_NAME)
                            || scan.has(token, Cue.SURNAME) && !scan.has(token, Cue.WORD)
                            || scan.isAnyOf(verb, DEEDS))
                    && !scan.isAnyOf(verb, AUXILIARIES);
            score += acts ? 0.5 : begins ? 0.35 : 0.3;
        }
        if (scan.has(token - 1, Cue.PERSON_VERB) && scan.isAnyOf(token - 1, SPEECH)) {
            score += 0.35;
        }
        if (scan.isAnyOf(token - 1, BEFORE_NAMES)) {
            score += 0.1;
        }
        if (scan.has(token, Names.KNOWN)
                && scan.isSign(token + 1, '\'')
                && scan.isText(token + 2, "s")
                && !scan.has(token + 3, Cue.NAME_TAIL)) {
            score += 0.15;
        }
        if (scan.isSign(token + 1, '\'') && scan.isText(token + 2, "s") && scan.has(token + 3, Cue.RELATIVE)) {
            score += 0.4;
        }
        boolean named = !scan.has(token, Names.ORDINARY);
        if (named && (PersonalContext.isSpokenTo(scan, token) || PersonalContext.isIntroduced(scan, token))) {
            score += 0.5;
        }
        if (named
                && (PersonalContext.isOwner(scan, token)
                        || PersonalContext.isFormer(scan, token)
                        || PersonalContext.isMaker(scan, token)
                        || PersonalContext.isFromSomewhere(scan, token))) {
            score += 0.45;
        }
        if (named
                && scan.isSign(token + 1, '\'')
                && scan.isText(token + 2, "s")
                && scan.shape(token + 3) == Tokens.LOWER
                && scan.isWord(token - 1)
                && !scan.has(token + 3, Cue.NAME_TAIL)
                && PersonalContext.hasPronounAfter(scan, token)) {
            score += 0.2;
        }
        boolean treated = !scan.has(token, Names.KNOWN) && scan.near(token, 8, Cue.HEALTH.bit());
        if (named && (PersonalContext.isActing(scan, token) && !treated || PersonalContext.isDescribed(scan, token))) {
            score += 0.35;
        }
        if (PersonalContext.isNameMember(scan, token)) {
            score += 0.4;
        }
        if (scan.has(token, Cue.FIRST_NAME) && PersonalContext.isOfTeam(scan, token)) {
            score += 0.5;
        }
        if (scan.has(token - 1, Cue.FIRST_NAME) && scan.isCapital(token - 1) && named) {
            score += 0.15;
        }
        if (scan.isText(token - 1, "me") && scan.isAnyOf(token - 2, CALLS)) {
            score += 0.5;
        }
        boolean pair = scan.isText(token + 1, "and")
                        && Names.isWritten(scan, token + 2)
                        && !scan.has(token + 2, Names.ORDINARY)
                || scan.isText(token - 1, "and")
                        && Names.isWritten(scan, token - 2)
                        && !scan.has(token - 2, Names.ORDINARY);
        if (pair && !isEponym(scan, token)) {
            score += 0.2;
        }
        if (scan.near(token, 6, Cue.bits(Cue.PERSON_CONTEXT, Cue.RELATIVE))) {
            score += 0.2;
        }
        if (Names.isWritten(scan, token + 1) && Names.isUncommon(scan, token + 1) && !scan.touches(token + 1)) {
            score += 0.2;
        }
        if (scan.has(token, Cue.FIRST_NAME) && scan.isAnyOf(token - 1, CONTACTS)) {
            score += 0.4;
        }
        return score;
    }

    /** Small words beside it, and no further capitals: prose rather than a heading or a table. */
    private static boolean isInSentence(Scan scan, int token) {
        return scan.near(token, 3, Cue.FUNCTION.bit()) && !scan.isCapital(token + 1) && !scan.isCapital(token - 1);
    }
}
