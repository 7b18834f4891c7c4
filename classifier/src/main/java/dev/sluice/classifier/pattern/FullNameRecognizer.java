package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** A given name before a surname, letter A, or after it with a comma between. */
final class FullNameRecognizer implements Recognizer {
    private static final double ENOUGH = 0.55;

    @Override
    public String name() {
        return "full-name";
    }

    @Override
    public long triggers() {
        return Cue.FIRST_NAME.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (!Names.isWritten(scan, token)) {
            return;
        }
        int surname = surname(scan, token);
        if (surname > 0) {
            double score = score(scan, token, surname);
            int last = Names.end(scan, surname);
            if (score >= ENOUGH && !Names.hasOtherTail(scan, last)) {
                scan.emit(FindingType.PERSON, token, last, score);
                return;
            }
        }
        inverted(scan, token);
        cells(scan, token);
    }

    /** The capitalised word after the given name, beyond an initial or a second given name; -1 if there is none. */
    private static int surname(Scan scan, int token) {
        int at = token + 1;
        if (scan.isSign(at, '-') && scan.touches(at) && scan.isCapital(at + 1)) {
            at += 2;
        }
        if (scan.isWord(at) && scan.has(at, Cue.INITIAL)) {
            at = scan.isSign(at + 1, '.') ? at + 2 : at + 1;
            if (scan.isSign(at, '\'') && scan.isCapital(at + 1)) {
                return at + 1;
            }
        }
        if (scan.isWord(at) && scan.shape(at) == Tokens.LOWER && Names.end(scan, token) > token) {
            while (scan.isWord(at) && scan.shape(at) == Tokens.LOWER && at < token + 4) {
                at++;
            }
        }
        return Names.isWritten(scan, at) ? at : -1;
    }

    private static double score(Scan scan, int first, int last) {
        boolean given = Names.isSurelyFirst(scan, first);
        boolean family = Names.isSurelySurname(scan, last);
        boolean unknown = !scan.has(last, Names.ORDINARY | Names.KNOWN | Cue.PLACE.bit());
        double score;
        if (given) {
            score = family ? 0.9 : unknown ? 0.75 : scan.has(last, Cue.SURNAME) ? 0.75 : 0.4;
        } else {
            score = family ? 0.65 : unknown ? 0.45 : scan.has(last, Cue.COMMON_SURNAME) ? 0.5 : 0.3;
            score += scan.has(first, Cue.COMMON_FIRST_NAME) ? 0.1 : 0;
        }
        if (scan.has(last, Cue.PLACE) && !given) {
            score -= 0.2;
        }
        if (scan.shape(first) == Tokens.UPPER != (scan.shape(last) == Tokens.UPPER)) {
            score -= 0.2;
        }
        if (scan.near(first, 8, Cue.bits(Cue.PERSON_CONTEXT, Cue.TITLE))) {
            score += 0.15;
        }
        if (scan.has(last + 1, Cue.PERSON_VERB)) {
            score += 0.15;
        }
        if (scan.isText(last + 1, "is") && scan.after(last, 8, Cue.AGE.bit()) >= 0) {
            score += 0.25;
        }
        if (scan.isWord(first + 1) && scan.shape(first + 1) == Tokens.LOWER && !scan.has(last, Cue.PLACE)) {
            score += 0.2;
        }
        if (last - first > 2) {
            score += 0.1;
        }
        return Math.min(score, 0.98);
    }

    /** Ngozi,Okafor or Okafor,Ngozi in two cells of a row. */
    private static void cells(Scan scan, int token) {
        if (!Names.isSurelyFirst(scan, token)) {
            return;
        }
        boolean after = isDivider(scan, token + 1)
                && Names.isWritten(scan, token + 2)
                && Names.isSurelySurname(scan, token + 2);
        boolean before = isDivider(scan, token - 1)
                && Names.isWritten(scan, token - 2)
                && Names.isSurelySurname(scan, token - 2);
        if (after) {
            scan.emit(FindingType.PERSON, token, token + 2, 0.65);
        } else if (before) {
            scan.emit(FindingType.PERSON, token - 2, token, 0.65);
        }
    }

    private static boolean isDivider(Scan scan, int token) {
        boolean sign = scan.isSign(token, ',') || scan.isSign(token, ';') || scan.isSign(token, '|');
        return sign && scan.touches(token) && scan.touches(token + 1);
    }

    /** Okafor, Ngozi. */
    private static void inverted(Scan scan, int token) {
        boolean comma = scan.isSign(token - 1, ',') && !scan.touches(token) && Names.isWritten(scan, token - 2);
        if (comma
                && Names.isSurelyFirst(scan, token)
                && Names.isSurelySurname(scan, token - 2)
                && !scan.isSign(token - 3, ',')
                && !scan.isSign(token + 1, ',')) {
            scan.emit(FindingType.PERSON, token - 2, token, 0.75);
        }
    }
}
