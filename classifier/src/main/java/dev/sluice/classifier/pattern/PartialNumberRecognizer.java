package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * The last digits of a number that is named: account ending with 4471, SSN ending in 4521. A part of an identifier still
 * tells persons apart.
 *
 * @see <a href="https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/">HHS on parts and derivatives
 *     of the eighteen identifiers</a>
 */
final class PartialNumberRecognizer implements Recognizer {
    private static final WordTable ENDINGS = WordTable.of("ending ends last");
    private static final WordTable COUNTS = WordTable.of("four three 4 3 digits");
    private static final WordTable FILLERS = WordTable.of("in with by of four three digits digit are is : 4 3 ' #");
    private static final WordTable CROSSES = WordTable.of("x xx xxx xxxx xxxxx xxxxxx");
    private static final int TO_ENDING = 3;
    private static final int TO_DIGITS = 7;

    @Override
    public String name() {
        return "partial-number";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.ACCOUNT_LABEL, Cue.SSN_LABEL, Cue.MRN_LABEL, Cue.PLAN_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        int ending = token;
        while (!scan.isAnyOf(ending, ENDINGS)) {
            ending++;
            scan.spend(1);
            if (ending > token + TO_ENDING
                    || scan.isBreak(ending)
                    || scan.isSign(ending, '.')
                    || scan.isSign(ending, ',')) {
                return;
            }
        }
        if (scan.isText(ending, "last") && !scan.isAnyOf(ending + 1, COUNTS)) {
            return;
        }
        for (int i = ending + 1; i <= ending + TO_DIGITS && i < scan.count(); i++) {
            scan.spend(1);
            if (scan.isNumber(i) && scan.length(i) >= 3 && scan.length(i) <= 6) {
                scan.emit(type(scan, token), i, i, 0.75);
                return;
            }
            if (!scan.isAnyOf(i, FILLERS) && !scan.isSign(i, '*') && !scan.isAnyOf(i, CROSSES)) {
                return;
            }
        }
    }

    private static FindingType type(Scan scan, int label) {
        if (scan.has(label, Cue.SSN_LABEL)) {
            return FindingType.SSN;
        }
        if (scan.has(label, Cue.MRN_LABEL)) {
            return FindingType.MRN;
        }
        return scan.has(label, Cue.ACCOUNT_LABEL) ? FindingType.ACCOUNT : FindingType.HEALTH_PLAN;
    }
}
