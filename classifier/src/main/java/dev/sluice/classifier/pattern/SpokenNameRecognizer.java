package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Names in lower-case dictation and transcripts, letter A: a given name before a surname, an age, or set off by commas. */
final class SpokenNameRecognizer implements Recognizer {
    private static final WordTable OPENING_VERBS = WordTable.of("is was said has says");
    private static final WordTable CALLS = WordTable.of("call calls called leave");
    private static final WordTable ARTICLES = WordTable.of("a an the");
    private static final WordTable PRESENTING = WordTable.of("calling speaking here");
    private static final WordTable BEFORE_PRESENTING = WordTable.of("its s is this it");
    private static final WordTable BEFORE_ADDRESSED =
            WordTable.of("so okay well alright right yeah and yes hi you for");
    private static final WordTable AFTER_ADDRESSED = WordTable.of("so how i it what is has was here had");
    private static final WordTable TURN_WORDS = WordTable.of("so hey hi well okay alright hello ,");
    private static final WordTable PRONOUNS = WordTable.of("you i your my she he her his me");
    /** Given names that are words of English in lower case. */
    private static final WordTable WORDS = WordTable.of(
            "gene patty jean jack dick lance randy frank carol mac wade ted ken ed kitty polly derrick hector "
                    + "peter martin bob jenny troy warren oscar veronica");

    @Override
    public String name() {
        return "spoken-name";
    }

    @Override
    public long triggers() {
        return Cue.FIRST_NAME.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.isSurelyForeign(token)) {
            return;
        }
        if (scan.shape(token) != Tokens.LOWER
                || scan.has(token, Names.ORDINARY)
                || scan.length(token) < 3
                || Names.isCode(scan, token)) {
            return;
        }
        boolean common = scan.has(token, Cue.COMMON_FIRST_NAME);
        boolean described = scan.isText(token + 1, "is")
                && scan.isAnyOf(token + 2, "a", "an")
                && (scan.isNumber(token + 3)
                        || scan.has(token + 4, Cue.AGE)
                        || scan.isAnyOf(token + 3, "pleasant", "healthy"));
        boolean opens = (token == 0 || scan.isBreak(token - 1)) && scan.isAnyOf(token + 1, OPENING_VERBS);
        boolean called = scan.isText(token - 1, "me") && scan.isAnyOf(token - 2, CALLS);
        boolean wordy = scan.isAnyOf(token, WORDS);
        boolean acts = !wordy && scan.has(token + 1, Cue.PERSON_VERB) && !scan.isAnyOf(token + 1, ARTICLES);
        boolean presents = scan.isAnyOf(token + 1, PRESENTING) && scan.isAnyOf(token - 1, BEFORE_PRESENTING);
        if (called || acts || presents || PersonalContext.isOwner(scan, token) || isSpeaker(scan, token)) {
            scan.emit(FindingType.PERSON, token, token, 0.65);
        } else if (described || opens || isAged(scan, token + 1)) {
            scan.emit(FindingType.PERSON, token, token, 0.85);
        } else if (isSeries(scan, token)) {
            scan.emit(FindingType.PERSON, token, token, 0.7);
        } else if ((common || scan.length(token) > 3) && isSurname(scan, token + 1) && !scan.has(token, Cue.PLACE)) {
            scan.emit(FindingType.PERSON, token, token + 1, 0.7);
        } else if (common
                && !wordy
                && scan.length(token) > 4
                && !scan.has(token, Cue.PLACE)
                && isPersonal(scan, token)) {
            scan.emit(FindingType.PERSON, token, token, 0.6);
        } else if (common && isAddressed(scan, token) || beginsTurn(scan, token)) {
            scan.emit(FindingType.PERSON, token, token, 0.6);
        }
    }

    /** A speaker's mark before what is said: {@code angela: "who are you?"}. */
    private static boolean isSpeaker(Scan scan, int token) {
        return (token == 0 || scan.isBreak(token - 1))
                && scan.isSign(token + 1, ':')
                && scan.isSign(token + 2, '"')
                && isPersonal(scan, token);
    }

    /** "… is here today", "… is fifty nine years old". */
    private static boolean isAged(Scan scan, int token) {
        return (scan.isText(token, "is") || scan.isSign(token, ','))
                && scan.after(token, 7, Cue.AGE.bit()) >= 0
                && scan.after(token, 3, Cue.bits(Cue.RELATIVE, Cue.PERSON_VERB)) < 0;
    }

    private static boolean isSurname(Scan scan, int token) {
        int at = scan.isWord(token) && scan.length(token) == 1 && !scan.isAnyOf(token, "i") ? token + 1 : token;
        at = at > token && scan.isSign(at, '.') ? at + 1 : at;
        return scan.isWord(at)
                && scan.shape(at) == Tokens.LOWER
                && scan.length(at) > 3
                && !Names.isCode(scan, at)
                && (Names.isSurelySurname(scan, at)
                        || Names.isUncommon(scan, at)
                                && (Surnames.hasEnding(scan, at) || Surnames.hasForeignLetter(scan, at)));
    }

    /** Three given names in a row: "adam, silvana, caleb". */
    private static boolean isSeries(Scan scan, int token) {
        return scan.isSign(token + 1, ',')
                && isGiven(scan, token + 2)
                && scan.isSign(token + 3, ',')
                && isGiven(scan, token + 4);
    }

    private static boolean isGiven(Scan scan, int token) {
        return scan.has(token, Cue.FIRST_NAME) && !scan.has(token, Names.ORDINARY) && scan.length(token) > 2;
    }

    /** Set off by commas or at the end of a clause, in a text of spoken turns. */
    private static boolean isAddressed(Scan scan, int token) {
        boolean before = scan.isSign(token - 1, ',') || scan.isAnyOf(token - 1, BEFORE_ADDRESSED);
        boolean after = scan.isSign(token + 1, ',')
                || scan.isSign(token + 1, '.')
                || scan.isSign(token + 1, '?')
                || scan.isAnyOf(token + 1, AFTER_ADDRESSED);
        return before && after && scan.near(token, 12, Cue.FUNCTION.bit()) && isPersonal(scan, token);
    }

    /** Soon after a speaker's mark: "[doctor] so sofia i see …". */
    private static boolean beginsTurn(Scan scan, int token) {
        for (int i = token - 1; i >= token - 4 && i >= 0; i--) {
            if (scan.isSign(i, ']') || scan.isSign(i, ':')) {
                return scan.isAnyOf(token - 1, TURN_WORDS) && isPersonal(scan, token);
            }
        }
        return false;
    }

    private static boolean isPersonal(Scan scan, int token) {
        for (int i = Math.max(0, token - 12); i < token + 12 && i < scan.count(); i++) {
            if (i != token && scan.isAnyOf(i, PRONOUNS)) {
                return true;
            }
        }
        return false;
    }
}
