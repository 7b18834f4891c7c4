package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Whoever a sentence is about, letter A, whatever the name looks like, when it goes on with he or she: a place, a firm or
 * an ordinary word that does something with her keys stands for a person.
 */
final class SubjectNameRecognizer implements Recognizer {
    private static final WordTable ARTICLES = WordTable.of("a an the");
    private static final WordTable AUXILIARIES = WordTable.of("is was has will can had");
    private static final int LONGEST = 5;
    private static final long NO_SUBJECT = Cue.bits(
            Cue.FUNCTION,
            Cue.HEALTH,
            Cue.NAME_LABEL,
            Cue.PERSON_CONTEXT,
            Cue.RELATIVE,
            Cue.TITLE,
            Cue.RANK,
            Cue.GREETING);

    @Override
    public String name() {
        return "subject-name";
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
        boolean article = scan.isText(token - 1, "the");
        if (!PersonalContext.begins(scan, article ? token - 1 : token)
                || scan.shape(token) != Tokens.CAPITALISED
                || scan.has(token, NO_SUBJECT)
                || Names.isCode(scan, token)) {
            return;
        }
        int last = token;
        while (last < token + LONGEST && scan.isCapital(last + 1) && scan.shape(last + 1) == Tokens.CAPITALISED) {
            last++;
        }
        int verb = last + 1;
        if (!scan.isWord(verb) || scan.shape(verb) != Tokens.LOWER) {
            return;
        }
        boolean acts = scan.has(verb, Cue.PERSON_VERB) && !scan.isAnyOf(verb, ARTICLES);
        boolean isName = scan.has(token, Names.KNOWN) || !scan.has(token, Names.ORDINARY);
        boolean described = scan.isAnyOf(verb, AUXILIARIES) && last == token && isName;
        boolean several = last > token;
        boolean possible = several || !article && isName && !scan.has(token, Cue.WORD) || described && !article;
        if (possible && (acts || described) && PersonalContext.hasPronounAfter(scan, last)) {
            scan.emit(FindingType.PERSON, token, last, 0.6);
        }
    }
}
