package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Initials and a surname, letter A: W. C. Adeyemi, R.J. Holm. */
final class InitialsRecognizer implements Recognizer {
    @Override
    public String name() {
        return "initials";
    }

    @Override
    public long triggers() {
        return Cue.INITIAL.bit();
    }

    /** A row of surnames with their initials after them: "Okafor N, Threnidan T". */
    private static boolean isRow(Scan scan, int token) {
        return isBeforeInitial(scan, token)
                && Names.isSurelySurname(scan, token - 1)
                && scan.isSign(token + 1, ',')
                && isBeforeInitial(scan, token + 3);
    }

    private static boolean isBeforeInitial(Scan scan, int token) {
        return scan.has(token, Cue.INITIAL)
                && scan.isWord(token)
                && !scan.touches(token)
                && scan.isCapital(token - 1)
                && scan.shape(token - 1) == Tokens.CAPITALISED
                && Names.isUncommon(scan, token - 1);
    }

    @Override
    public void look(Scan scan, int token) {
        if (isRow(scan, token)) {
            scan.emit(FindingType.PERSON, token - 1, token, 0.65);
            scan.emit(FindingType.PERSON, token + 2, token + 3, 0.65);
            return;
        }
        if (!scan.isSign(token + 1, '.')
                || scan.length(token + 1) > 1
                || scan.touches(token) && scan.isSign(token - 1, '.')) {
            return;
        }
        int at = token + 2;
        int initials = 1;
        while (scan.has(at, Cue.INITIAL) && scan.isSign(at + 1, '.') && initials < 4) {
            at += 2;
            initials++;
        }
        if (!Names.isWritten(scan, at) || scan.shape(at) != Tokens.CAPITALISED || scan.length(at) < 3) {
            return;
        }
        boolean sure = Names.isSurelySurname(scan, at);
        boolean possible = scan.has(at, Cue.SURNAME) || Names.isUncommon(scan, at);
        boolean genus = initials == 1 && scan.isWord(at + 1) && !sure;
        boolean sentence = scan.isBreak(token - 1) || token == 0;
        double score = (sure ? 0.6 : possible ? 0.35 : 0)
                + (initials > 1 ? 0.3 : 0)
                + (scan.near(token, 6, Cue.bits(Cue.PERSON_CONTEXT, Cue.PERSON_VERB)) ? 0.1 : 0)
                - (sentence && initials == 1 ? 0.2 : 0);
        if (score >= 0.6 && !genus && !Names.hasOtherTail(scan, at)) {
            scan.emit(FindingType.PERSON, token, at, Math.min(score, 0.9));
        }
    }
}
