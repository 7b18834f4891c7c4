package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import org.jspecify.annotations.Nullable;

/**
 * National numbers of digits alone that carry a check digit. A passed check is weak by itself, since one random number
 * in ten or eleven passes: either a label stands near, or the grouping is the country's own.
 */
final class NationalNumberRecognizer implements Recognizer {
    private static final int REACH = 10;
    private static final long LABEL =
            Cue.bits(Cue.NATIONAL_LABEL, Cue.TAX_LABEL, Cue.SSN_LABEL, Cue.MRN_LABEL, Cue.ID_LABEL, Cue.LICENSE_LABEL);

    @Override
    public String name() {
        return "national-number";
    }

    @Override
    public long triggers() {
        return Cue.NUMBER.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        boolean labelled = scan.before(token, REACH, LABEL) >= 0;
        if (!look(scan, scan.run(token), labelled) && labelled) {
            NumberRun wrapped = scan.wrapped(token);
            if (wrapped.breaks() > 0) {
                look(scan, wrapped, true);
            }
        }
    }

    private static boolean look(Scan scan, NumberRun run, boolean labelled) {
        int groups = Math.min(run.groups(), 7);
        int digits = run.digits(0, groups - 1);
        if (digits < 9 || digits > 15 || run.isInWord(LABEL) || run.gluedAfter(groups - 1) && !labelled) {
            return false;
        }
        String value = run.value(0, groups - 1);
        FindingType type = type(run, value, labelled);
        if (type != null) {
            scan.emit(type, run.first(), run.token(groups - 1), labelled ? 0.9 : 0.6);
        }
        return type != null;
    }

    private static @Nullable FindingType type(NumberRun run, String value, boolean labelled) {
        return switch (value.length()) {
            case 9 ->
                labelled && (Checksums.dutchService(value) || Checksums.luhn(value)) ? FindingType.NATIONAL_ID : null;
            case 10 -> tenDigits(run, value, labelled);
            case 11 ->
                labelled && (Checksums.pesel(value) || Checksums.germanTax(value) || run.startsWith(0, 3, 3, 3, 2))
                        ? FindingType.NATIONAL_ID
                        : null;
            case 12 ->
                Checksums.verhoeff(value)
                                && (labelled || run.startsWith(0, 4, 4, 4) && run.separator(1) == ' ' && !run.isInRow())
                        ? FindingType.NATIONAL_ID
                        : null;
            case 15 ->
                (labelled || run.startsWith(0, 1, 2, 2, 2, 3, 3, 2)) && Checksums.frenchSocial(value)
                        ? FindingType.NATIONAL_ID
                        : null;
            default -> null;
        };
    }

    private static @Nullable FindingType tenDigits(NumberRun run, String value, boolean labelled) {
        if (labelled && Checksums.npi(value)) {
            return FindingType.LICENSE;
        }
        boolean grouped = run.startsWith(0, 3, 3, 4) && run.separator(1) == ' ' && !run.isInRow();
        return (labelled || grouped) && Checksums.nhs(value) ? FindingType.NATIONAL_ID : null;
    }
}
