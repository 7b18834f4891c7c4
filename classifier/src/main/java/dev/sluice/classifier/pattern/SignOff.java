package dev.sluice.classifier.pattern;

/**
 * The name that opens or closes a letter or message in one of the languages beside English: {@code Hallo Jan,} or
 * {@code Viele Grüße} and {@code Kai} on the next line. A short name counts, and one that is in no list if the line has
 * nothing else.
 */
final class SignOff {
    private static final WordTable OPENERS = WordTable.of("hallo lieber liebe liebes moin servus hi hey gruezi "
            + "bonjour bonsoir salut coucou cher chere hola querido querida estimado estimada apreciado apreciada "
            + "ciao caro cara buongiorno buonasera gentile salve ola oi prezado prezada hoi beste lieve dag "
            + "goedemorgen goedemiddag goedenavond morgen tag abend dias tardes noches dia tarde noite");

    /** The last words of what closes a letter. */
    private static final WordTable CLOSERS =
            WordTable.of("danke dankeschon dank grus gruse grusse grusen grussen lg vg mfg "
                    + "dann bald morgen tschus tschuss ciao hochachtungsvoll kusschen bussi herzlichst servus "
                    + "merci cordialement amicalement bises bisous bise salutations distinguees sincerement bientot vous plus "
                    + "demain affectueusement respectueusement "
                    + "gracias saludos saludo abrazo abrazos beso besos besitos atentamente atte cordialmente cordiales luego pronto "
                    + "manana adios "
                    + "grazie saluti saluto abbraccio baci bacioni bacio presto dopo domani arrivederci cordialita "
                    + "obrigado obrigada abraco abracos abc beijo beijos beijinhos beijinho cumprimentos atenciosamente logo breve "
                    + "cordialmente cumps "
                    + "bedankt dankjewel dankuwel groet groeten groetjes gr mvg liefs kus kusjes knuffel straks hoogachtend doei "
                    + "ziens dag "
                    + "thanks thx tnx cheers best regards");

    /** Who is greeted or thanked without a name. */
    private static final WordTable MANY = WordTable.of(
            "zusammen alle allen allerseits leute team teams kollegen kollegin "
                    + "kollege freunde welt chef mama papa equipe tous toutes monde amis ami chers collegues madame monsieur messieurs "
                    + "mesdames equipo todos todas amigos amigo gente mundo senores senor senora tutti tutte ragazzi amici amico "
                    + "mondo colleghi squadra signora signor equipa pessoal turma senhores senhor senhora iedereen allemaal "
                    + "collega bezoeker klant ouders leden bewoners buren eltern nachbarn mitglieder gaste kunden besucher mieter "
                    + "schuler vrienden heer mevrouw wereld mensen herr frau damen herren familie famille familia famiglia");

    /** How German words for bodies end, which are written as names are. */
    private static final String[] BODIES = {
        "ung", "schaft", "team", "amt", "heit", "keit", "dienst", "buro", "werke", "kasse", "schule", "bank", "haus",
        "tion"
    };

    private static final int NEAR = 12;
    private static final int MOST_BETWEEN = 4;

    private SignOff() {}

    /** The last token of the name that begins at {@code token} if it is greeted or signs there, or -1. */
    static int nameEnd(Scan scan, int token) {
        if (scan.shape(token) != Tokens.CAPITALISED
                || scan.touches(token) && !scan.isBreak(token - 1)
                || Names.isCode(scan, token)) {
            return -1;
        }
        int before = before(scan, token);
        if (before < 0) {
            return -1;
        }
        boolean beside = before == token - 1;
        boolean closes = scan.isAnyOf(before, CLOSERS);
        if (!closes && !(beside && scan.isAnyOf(before, OPENERS)) || !isForeignNear(scan, token)) {
            return -1;
        }
        int last = Names.end(scan, token);
        if (scan.isAnyOf(token, MANY) || !closes && !ends(scan, last) && !beginsLine(scan, before)) {
            return -1;
        }
        if (isGiven(scan, token, ends(scan, last))) {
            return last;
        }
        boolean alone = ends(scan, last) && (scan.isBreak(token - 1) || beginsLine(scan, before));
        return alone && last <= token + 1 && isUnknown(scan, token) && isUnknown(scan, last) ? last : -1;
    }

    /** The word before, beyond a comma or the like and the ends of at most two lines; -1 if there is none. */
    private static int before(Scan scan, int token) {
        int at = token - 1;
        while (at >= 0 && token - at <= MOST_BETWEEN && (scan.isBreak(at) || isMark(scan, at))) {
            at--;
        }
        return scan.isWord(at) ? at : -1;
    }

    private static boolean isMark(Scan scan, int token) {
        return scan.isSign(token, ',')
                || scan.isSign(token, '!')
                || scan.isSign(token, '.')
                || scan.isSign(token, '-')
                || scan.isSign(token, '\u2013');
    }

    /** Whether nothing of the sentence follows: the end of the line, or a sign. */
    private static boolean ends(Scan scan, int last) {
        int next = last + 1;
        return next >= scan.count() || scan.isBreak(next) || isMark(scan, next) || scan.isSign(next, ':');
    }

    /** Whether the closing or the greeting is the first of its line or sentence, in at most four words. */
    private static boolean beginsLine(Scan scan, int token) {
        int at = token;
        while (at > token - MOST_BETWEEN && !PersonalContext.begins(scan, at) && scan.isWord(at - 1)) {
            at--;
        }
        return PersonalContext.begins(scan, at);
    }

    /** A given name; one that is a word as well only if the sentence does not go on with it. */
    private static boolean isGiven(Scan scan, int token, boolean ends) {
        if (!scan.has(token, Cue.FIRST_NAME) || scan.has(token, Cue.NOT_A_NAME) && !scan.has(token, Cue.MONTH)) {
            return false;
        }
        boolean function = scan.has(token, Cue.FUNCTION) && BuiltIn.LANGUAGES.isOrdinary(scan, token);
        return !function && (ends || !BuiltIn.LANGUAGES.isOrdinary(scan, token));
    }

    private static boolean isUnknown(Scan scan, int token) {
        if (!Names.isUncommon(scan, token)
                || scan.length(token) < 3
                || BuiltIn.LANGUAGES.isOrdinary(scan, token)
                || scan.has(token, Cue.bits(Cue.NAME_TAIL, Cue.HEALTH, Cue.MONTH, Cue.GREETING, Cue.STREET))) {
            return false;
        }
        for (String body : BODIES) {
            if (scan.length(token) > body.length()
                    && Surnames.matches(scan.text, scan.tokens.end[token] - body.length(), body)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForeignNear(Scan scan, int token) {
        for (int i = Math.max(0, token - NEAR); i <= token + NEAR && i < scan.count(); i++) {
            if (scan.isForeign(i)) {
                return true;
            }
        }
        return false;
    }
}
