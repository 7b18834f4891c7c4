package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Dates that a label ties to a person, letter C: births, and admission, discharge, service and death. */
final class DateRecognizer implements Recognizer {
    private static final int REACH = 7;

    @Override
    public String name() {
        return "date";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.BIRTH, Cue.CARE_DATE);
    }

    @Override
    public void look(Scan scan, int token) {
        boolean birth = scan.has(token, Cue.BIRTH);
        for (int i = token + 1; i <= token + REACH && i < scan.count(); i++) {
            scan.spend(1);
            if (scan.isBreak(i) && scan.isBreak(i + 1)) {
                return;
            }
            int end = Dates.end(scan, i);
            if (end >= 0) {
                scan.emit(birth ? FindingType.DATE_OF_BIRTH : FindingType.DATE, i, end, birth ? 0.9 : 0.6);
                return;
            }
        }
    }
}
