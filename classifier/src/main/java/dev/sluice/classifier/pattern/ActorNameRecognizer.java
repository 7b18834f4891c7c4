package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** One or two words in lower case that open a sentence and act as persons do, letter A: "threnwick phoned …". */
final class ActorNameRecognizer implements Recognizer {
    private static final WordTable ARTICLES = WordTable.of("a an the");

    @Override
    public String name() {
        return "actor-name";
    }

    @Override
    public long triggers() {
        return Cue.PERSON_VERB.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.isSurelyForeign(token)) {
            return;
        }
        int last = token - 1;
        if (scan.shape(token) != Tokens.LOWER || !isPart(scan, last) || scan.isAnyOf(token, ARTICLES)) {
            return;
        }
        int first = isPart(scan, last - 1) && !scan.touches(last) ? last - 1 : last;
        if (!PersonalContext.begins(scan, first)) {
            return;
        }
        boolean given = scan.has(first, Cue.FIRST_NAME) && scan.length(first) > 3;
        boolean foreign = Surnames.hasForeignLetter(scan, first) || Surnames.hasForeignLetter(scan, last);
        if (given || foreign || first < last && scan.has(last, Cue.SURNAME)) {
            scan.emit(FindingType.PERSON, first, last, 0.65);
        } else if (PersonalContext.hasPronounAfter(scan, token)) {
            scan.emit(FindingType.PERSON, first, last, 0.6);
        }
    }

    private static boolean isPart(Scan scan, int token) {
        return scan.isWord(token)
                && scan.shape(token) == Tokens.LOWER
                && scan.length(token) > 2
                && Names.isUncommon(scan, token)
                && !scan.has(token, Cue.HEALTH)
                && !Names.isCode(scan, token);
    }
}
