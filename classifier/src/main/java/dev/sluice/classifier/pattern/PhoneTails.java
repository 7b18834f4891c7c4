package dev.sluice.classifier.pattern;

/** What stands beside a number and says what it is: a label behind a telephone number, another number's label before it. */
final class PhoneTails {
    private static final WordTable LABELS =
            WordTable.of("office home work mobile cell cellular tel phone fax direct privat buro domicile bureau casa");
    private static final int FEWEST_DIGITS = 7;
    private static final long OTHER_NUMBERS = Cue.bits(
            Cue.LICENSE_LABEL,
            Cue.PLAN_LABEL,
            Cue.MRN_LABEL,
            Cue.ACCOUNT_LABEL,
            Cue.NATIONAL_LABEL,
            Cue.TAX_LABEL,
            Cue.PASSPORT_LABEL);

    private PhoneTails() {}

    /** Whether a label ends the line behind the group, as on a card: {@code 555 0147 office}. */
    static boolean isLabelled(Scan scan, NumberRun run, int last) {
        int label = run.token(last) + 1;
        label = scan.isSign(label, '-') || scan.isSign(label, '(') ? label + 1 : label;
        if (run.digits(0, last) < FEWEST_DIGITS || !scan.isAnyOf(label, LABELS)) {
            return false;
        }
        int end = scan.isSign(label + 1, ')') ? label + 2 : label + 1;
        boolean ends = end >= scan.count()
                || scan.isBreak(end)
                || scan.isSign(end, ',')
                || scan.isSign(end, ';')
                || scan.isSign(end, '\\');
        int first = run.token(0);
        boolean begins =
                first == 0 || scan.isBreak(first - 1) || scan.isSign(first - 1, '(') || scan.isSign(first - 1, ',');
        return ends && begins;
    }

    /** Whether the label of another number stands right before: {@code Licence: 08 08 76541}. */
    static boolean isNamedOtherwise(Scan scan, int number) {
        int label = number - 1;
        while (label > number - 3 && (scan.isSign(label, ':') || scan.isSign(label, '.') || scan.isSign(label, '#'))) {
            label--;
        }
        return label < number - 1 && scan.has(label, OTHER_NUMBERS) && !scan.has(label, Cue.PHONE_LABEL);
    }
}
