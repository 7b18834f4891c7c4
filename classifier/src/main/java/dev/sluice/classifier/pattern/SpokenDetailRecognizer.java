package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Addresses, numbers and dates that are spelled out as they are said, letters C, D, F and G, after a word that announces
 * them: "my number is five five one …", "keisha at example dot com".
 */
final class SpokenDetailRecognizer implements Recognizer {
    private static final WordTable TOP_LEVELS = WordTable.of("com net org edu gov co uk");
    private static final WordTable CENTURIES = WordTable.of("nineteen twenty thousand");
    private static final int REACH = 14;
    private static final int FEWEST_DIGITS = 6;
    private static final WordTable DIGITS =
            WordTable.of("zero oh o one two three four five six seven eight nine double triple");

    @Override
    public String name() {
        return "spoken-detail";
    }

    @Override
    public long triggers() {
        return Cue.bits(
                Cue.EMAIL_LABEL,
                Cue.PHONE_LABEL,
                Cue.SSN_LABEL,
                Cue.MRN_LABEL,
                Cue.ACCOUNT_LABEL,
                Cue.CARD_LABEL,
                Cue.ID_LABEL,
                Cue.BIRTH);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.BIRTH)) {
            date(scan, token);
        }
        if (scan.has(token, Cue.EMAIL_LABEL)) {
            email(scan, token);
        }
        if (scan.has(token, triggers() & ~Cue.bits(Cue.BIRTH, Cue.EMAIL_LABEL))) {
            digits(scan, token);
        }
    }

    private static void digits(Scan scan, int label) {
        int run = 0;
        for (int i = label + 1; i < scan.count() && i <= label + REACH + FEWEST_DIGITS; i++) {
            scan.spend(1);
            if (scan.isAnyOf(i, DIGITS) || scan.isNumber(i) && scan.length(i) == 1) {
                run++;
            } else if (!scan.isSign(i, '-') && !scan.isSign(i, ',')) {
                run = 0;
            }
            if (run == FEWEST_DIGITS && scan.isWord(i)) {
                scan.emit(type(scan, label), i - FEWEST_DIGITS + 1, i, 0.7);
                return;
            }
        }
    }

    private static FindingType type(Scan scan, int label) {
        if (scan.has(label, Cue.SSN_LABEL)) {
            return FindingType.SSN;
        }
        if (scan.has(label, Cue.PHONE_LABEL)) {
            return FindingType.PHONE;
        }
        return scan.has(label, Cue.MRN_LABEL) ? FindingType.MRN : FindingType.IDENTIFIER;
    }

    private static void email(Scan scan, int label) {
        for (int i = label + 1; i < scan.count() && i <= label + REACH; i++) {
            scan.spend(1);
            boolean domain = scan.isText(i, "dot") && scan.isAnyOf(i + 1, TOP_LEVELS);
            if (domain && (scan.isText(i - 2, "at") || scan.isText(i - 3, "at")) && i - 3 > label) {
                scan.emit(FindingType.EMAIL, Math.max(label + 1, i - 5), i + 1, 0.7);
                return;
            }
        }
    }

    /** "Born march third nineteen sixty two". */
    private static void date(Scan scan, int label) {
        for (int i = label + 1; i < scan.count() && i <= label + 6; i++) {
            if (scan.has(i, Cue.MONTH)) {
                for (int year = i + 1; year <= i + 5; year++) {
                    if (scan.isAnyOf(year, CENTURIES) && scan.isWord(year + 1)) {
                        scan.emit(FindingType.DATE_OF_BIRTH, i, year + 1, 0.8);
                        return;
                    }
                }
            }
        }
    }
}
