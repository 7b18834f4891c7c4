package dev.sluice.classifier.pattern;

/** What in a sentence tells that the name in it is a person's: pronouns, an address, kinship, a description. */
final class PersonalContext {
    private static final WordTable PRONOUNS = WordTable.of("he she him her his hers himself herself");
    private static final WordTable REQUESTS =
            WordTable.of("can could please would will did do are have you your thank thanks let may");
    private static final WordTable POLITE = WordTable.of("please you your thank thanks");
    private static final WordTable PERSONS = WordTable.of("i we you me us your");
    private static final WordTable OWNED = WordTable.of(
            "gender biography career widow birthday arrest funeral resignation marriage childhood custody whereabouts");
    private static final WordTable WORKS = WordTable.of("novel novels concert album painting paintings poem symphony");
    private static final WordTable WITHIN = WordTable.of("in from at");
    private static final WordTable TEAMS = WordTable.of("department team dept billing accounting marketing reception");
    private static final WordTable TOWARDS = WordTable.of("to with by from ask tell call contact see");
    private static final WordTable RELATIVE_PRONOUNS = WordTable.of("who whose whom");
    private static final WordTable NAME_MEMBERS = WordTable.of("first last given family middle maiden");
    private static final WordTable ORIGINS = WordTable.of("is was comes hails");
    private static final int PRONOUN_REACH = 14;

    private PersonalContext() {}

    /** Whether a sentence, in brackets or not, a line, a quotation or the text of a tag begins at the token. */
    static boolean begins(Scan scan, int token) {
        return token == 0
                || scan.isBreak(token - 1)
                || scan.isSign(token - 1, '.')
                || scan.isSign(token - 1, '?')
                || scan.isSign(token - 1, '!')
                || scan.isSign(token - 1, '"')
                || scan.isSign(token - 1, '(') && (token < 2 || scan.isBreak(token - 2) || scan.isSign(token - 2, '.'))
                || scan.isSign(token - 1, '>');
    }

    /** Whether he or she is spoken of soon after: "… is late. You may call him". */
    static boolean hasPronounAfter(Scan scan, int token) {
        int ends = 0;
        for (int i = token + 1; i <= token + PRONOUN_REACH && i < scan.count(); i++) {
            scan.spend(1);
            if (scan.isBreak(i) && scan.isBreak(i + 1)) {
                return false;
            }
            if (scan.isSign(i, '.') && ++ends > 1) {
                return false;
            }
            if (isPronoun(scan, i) && scan.isWord(i)) {
                boolean either = scan.isAnyOf(i + 1, "or", "and")
                        || scan.isAnyOf(i - 1, "or", "and") && isPronoun(scan, i - 2)
                        || scan.isSign(i + 1, '/')
                        || scan.isSign(i - 1, '/');
                return !either;
            }
        }
        return false;
    }

    private static boolean isPronoun(Scan scan, int token) {
        return scan.isAnyOf(token, PRONOUNS);
    }

    /** "Zbyslava, can you …" at the beginning of a sentence. */
    static boolean isSpokenTo(Scan scan, int token) {
        return begins(scan, token)
                && scan.isSign(token + 1, ',')
                && scan.isAnyOf(token + 2, REQUESTS)
                && (scan.isAnyOf(token + 2, POLITE)
                        || scan.isAnyOf(token + 3, PERSONS)
                        || scan.isAnyOf(token + 4, PERSONS));
    }

    /** "I'm Zbyslava", "I am Zbyslava". */
    static boolean isIntroduced(Scan scan, int name) {
        int token = scan.isCapital(name - 1) ? name - 1 : name;
        return scan.isText(token - 1, "m") && scan.isSign(token - 2, '\'') && scan.isText(token - 3, "i")
                || scan.isText(token - 1, "am") && scan.isText(token - 2, "i");
    }

    /** "The daughter of Zbyslava", "the funeral of Zbyslava". */
    static boolean isOwner(Scan scan, int token) {
        return scan.isText(token - 1, "of") && (scan.has(token - 2, Cue.RELATIVE) || scan.isAnyOf(token - 2, OWNED));
    }

    /** "An early Threnwick novel". */
    static boolean isMaker(Scan scan, int token) {
        return scan.isAnyOf(token + 1, WORKS) && scan.isWord(token - 1);
    }

    /** "Ex-president Threnwick". */
    static boolean isFormer(Scan scan, int token) {
        return scan.isWord(token - 1) && scan.isSign(token - 2, '-') && scan.isText(token - 3, "ex");
    }

    /** "Forward it to Zbyslava in the billing department". */
    static boolean isOfTeam(Scan scan, int token) {
        if (!scan.isAnyOf(token + 1, WITHIN)) {
            return false;
        }
        for (int i = token + 3; i <= token + 5; i++) {
            if (scan.isAnyOf(i, TEAMS)) {
                return scan.isAnyOf(token - 1, TOWARDS);
            }
        }
        return false;
    }

    /** "Threnidan carried the boxes while her sister waited": a deed in the past and then he or she. */
    static boolean isActing(Scan scan, int token) {
        int verb = token + 1;
        if (!scan.isWord(verb) || scan.shape(verb) != Tokens.LOWER || scan.length(verb) < 4) {
            return false;
        }
        int end = scan.tokens.end[verb];
        boolean past = scan.has(verb, Cue.PERSON_VERB) || Surnames.matches(scan.text, end - 2, "ed");
        return past && hasPronounAfter(scan, verb);
    }

    /** "Threnidan, who …", "Threnidan and her boys", "Threnidan hasn't …". */
    static boolean isDescribed(Scan scan, int token) {
        int next = scan.isSign(token + 1, ',') ? token + 2 : token + 1;
        return scan.isAnyOf(next, RELATIVE_PRONOUNS)
                || scan.isText(next, "and") && scan.isAnyOf(next + 1, "his", "her");
    }

    /** The value of a member for a part of a name: {@code "first":"Ngozi"}. */
    static boolean isNameMember(Scan scan, int token) {
        return scan.isSign(token - 1, '"')
                && scan.isSign(token - 2, ':')
                && scan.isSign(token - 3, '"')
                && scan.isAnyOf(token - 4, NAME_MEMBERS);
    }

    /** "Zbyslava is from Threnwick" at the beginning of a sentence. */
    static boolean isFromSomewhere(Scan scan, int token) {
        return begins(scan, token)
                && scan.isAnyOf(token + 1, ORIGINS)
                && scan.isText(token + 2, "from")
                && scan.isCapital(token + 3);
    }
}
