package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** United States social security numbers, letter G, and individual taxpayer numbers, which share their form. */
final class SocialSecurityRecognizer implements Recognizer {
    private static final WordTable MASKS = WordTable.of("xxx xx xxxx");
    private static final int REACH = 10;

    @Override
    public String name() {
        return "ssn";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NUMBER, Cue.SSN_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.SSN_LABEL)) {
            masked(scan, token);
            return;
        }
        NumberRun run = scan.run(token);
        if (run.isInWord(Cue.SSN_LABEL.bit())) {
            return;
        }
        boolean labelled = scan.before(token, REACH, Cue.SSN_LABEL.bit()) >= 0;
        if (!look(scan, run, token, labelled)) {
            NumberRun wrapped = scan.wrapped(token);
            if (wrapped.breaks() > 0 && wrapped.breaks() <= 2 && (labelled || isDashed(wrapped))) {
                lookWrapped(scan, wrapped, token, labelled);
            }
        }
    }

    private static boolean look(Scan scan, NumberRun run, int token, boolean labelled) {
        if (run.startsWith(0, 3, 2, 4) && run.groups() <= 4 && run.evenly(0, 2)) {
            char sign = run.separator(1);
            boolean dashed = sign == '-' && run.groups() == 3;
            if (labelled || dashed && isAssignable(run.value(0, 2)) || sign == ' ' && isAssignable(run.value(0, 2))) {
                scan.emit(FindingType.SSN, token, run.token(2), labelled ? 0.95 : 0.8);
                return true;
            }
            if (dashed && isTaxpayer(run.value(0, 2))) {
                scan.emit(FindingType.TAX_ID, token, run.token(2), 0.8);
                return true;
            }
        } else if (labelled && run.size(0) == 9) {
            scan.emit(FindingType.SSN, token, token, 0.85);
            return true;
        }
        return false;
    }

    private static boolean isDashed(NumberRun run) {
        return run.groups() >= 3 && (run.separator(1) == '-' || run.separator(2) == '-');
    }

    /** A number that the end of a line parts, between its groups or within. */
    private static void lookWrapped(Scan scan, NumberRun run, int token, boolean labelled) {
        if (run.startsWith(0, 3, 2, 4) && (labelled || isAssignable(run.value(0, 2)))) {
            scan.emit(FindingType.SSN, token, run.token(2), labelled ? 0.9 : 0.75);
            return;
        }
        for (int to = 1; labelled && to < run.groups() && to < 5; to++) {
            if (run.digits(0, to) == 9) {
                scan.emit(FindingType.SSN, token, run.token(to), 0.8);
                return;
            }
        }
    }

    /** A number of which only some digits are shown still stands for its person: 987-XX-XXXX. */
    private static void masked(Scan scan, int label) {
        for (int i = label + 1; i <= label + 8 && i + 4 < scan.count(); i++) {
            boolean digits = false;
            int parts = 0;
            int at = i;
            while (at < scan.count() && parts < 3 && isPart(scan, at)) {
                digits |= scan.isNumber(at);
                parts++;
                at += parts < 3 && scan.isSign(at + 1, '-') ? 2 : 1;
            }
            if (parts == 3 && digits && scan.isSign(i + 1, '-') && scan.isSign(i + 3, '-')) {
                scan.emit(FindingType.SSN, i, i + 4, 0.7);
                return;
            }
        }
    }

    private static boolean isPart(Scan scan, int token) {
        return scan.isNumber(token) && scan.length(token) <= 4 || scan.isAnyOf(token, MASKS) || scan.isSign(token, '*');
    }

    private static boolean isAssignable(String digits) {
        int area = Integer.parseInt(digits.substring(0, 3));
        return area != 0 && area != 666 && area < 900 && !digits.startsWith("00", 3) && !digits.startsWith("0000", 5);
    }

    private static boolean isTaxpayer(String digits) {
        int group = Integer.parseInt(digits.substring(3, 5));
        return digits.charAt(0) == '9' && (group >= 50 && group <= 65 || group >= 70 && group <= 99);
    }
}
