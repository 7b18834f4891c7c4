package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Postal codes, letter B: after a state (Springfield, IL 62704), before a town (Lindenweg 12, 80331 Musterstadt), and in
 * the forms of Great Britain and Canada.
 */
final class PostalCodeRecognizer implements Recognizer {
    @Override
    public String name() {
        return "postal-code";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.STATE, Cue.CODE, Cue.NUMBER);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.STATE)) {
            afterState(scan, token);
        }
        if (scan.has(token, Cue.CODE) && scan.isWord(token)) {
            lettered(scan, token);
        } else if (scan.isNumber(token)) {
            beforeTown(scan, token);
        }
    }

    private static void afterState(Scan scan, int token) {
        int code = scan.isSign(token + 1, ',') ? token + 2 : token + 1;
        boolean written =
                scan.shape(token) == Tokens.UPPER || scan.shape(token) == Tokens.CAPITALISED && scan.length(token) > 3;
        if (written && scan.isNumber(code) && scan.length(code) == 5 && !scan.isGlued(code + 1)) {
            scan.emit(FindingType.POSTAL_CODE, code, code, 0.8);
        }
    }

    /** A house number, a comma or a new line, five digits (or four that are no year), a town. */
    private static void beforeTown(Scan scan, int token) {
        int length = scan.length(token);
        boolean year = length == 4 && (scan.first(token) == '1' || scan.first(token) == '2');
        boolean parted = scan.isSign(token - 1, ',') || scan.isBreak(token - 1);
        if (length != 5 && length != 4
                || year
                || !parted
                || !scan.isNumber(token - 2)
                || scan.length(token - 2) > 4
                || !scan.isWord(token - 3)
                || scan.shape(token - 3) == Tokens.UPPER
                || scan.has(token - 3, Cue.bits(Cue.MONTH, Cue.FUNCTION))
                || scan.touches(token + 1)) {
            return;
        }
        boolean town = scan.isCapital(token + 1) && !scan.has(token + 1, Cue.WORD);
        if (town && (scan.has(token - 3, Cue.STREET) || Names.isUncommon(scan, token - 3))) {
            scan.emit(FindingType.POSTAL_CODE, token, token + 1, 0.7);
        }
    }

    /** SW1A 2AA, M1 1AE; K1A 0B1. */
    private static void lettered(Scan scan, int token) {
        if (!isCapitals(scan, token, 2) || scan.isGlued(token) || !isDigits(scan, token + 1, 2)) {
            return;
        }
        int inward = isCapitals(scan, token + 2, 1) && scan.touches(token + 2) ? token + 3 : token + 2;
        if (!isDigits(scan, inward, 1)
                || scan.touches(inward)
                || scan.isApart(inward) && !NumberRun.isDoubled(scan, inward)) {
            return;
        }
        boolean british = isCapitals(scan, inward + 1, 2)
                && scan.length(inward + 1) == 2
                && scan.touches(inward + 1)
                && !scan.isGlued(inward + 2);
        boolean canadian = scan.length(token) == 1
                && scan.length(token + 1) == 1
                && inward == token + 3
                && isCapitals(scan, inward + 1, 1)
                && scan.touches(inward + 1)
                && isDigits(scan, inward + 2, 1)
                && scan.touches(inward + 2)
                && !scan.isGlued(inward + 3);
        if (british || canadian) {
            scan.emit(FindingType.POSTAL_CODE, token, british ? inward + 1 : inward + 2, 0.75);
        }
    }

    private static boolean isCapitals(Scan scan, int token, int most) {
        return scan.isWord(token)
                && scan.length(token) <= most
                && (scan.shape(token) == Tokens.UPPER || scan.has(token, Cue.INITIAL));
    }

    private static boolean isDigits(Scan scan, int token, int most) {
        return scan.isNumber(token) && scan.length(token) <= most;
    }
}
