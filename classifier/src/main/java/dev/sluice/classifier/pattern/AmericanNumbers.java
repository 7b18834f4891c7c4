package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in the United States and Canada. */
final class AmericanNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("us-npi", FindingType.LICENSE, NEVER, Checksums::npi, "9999999999")
                    .hinted("npi"),
            NumberScheme.of("us-ssn", FindingType.SSN, NEVER, AmericanNumbers::isAssignable, "999-99-9999")
                    .labelled(Cue.SSN_LABEL),
            NumberScheme.of("us-itin", FindingType.TAX_ID, NEVER, AmericanNumbers::isTaxpayer, "999-99-9999")
                    .labelled(Cue.TAX_LABEL, Cue.SSN_LABEL),
            NumberScheme.of("us-mbi", FindingType.HEALTH_PLAN, ALWAYS, AmericanNumbers::isMedicare, "9A*9-A*9-AA99"),
            NumberScheme.of(
                            "us-dea",
                            FindingType.LICENSE,
                            NEVER,
                            AmericanNumbers::isRegistration,
                            "AA9999999",
                            "A99999999")
                    .hinted("dea"),
            NumberScheme.of("ca-sin", FindingType.NATIONAL_ID, NEVER, AmericanNumbers::isInsurance, "999 999 999")
                    .hinted("sin", "nas"),
            NumberScheme.of(
                            "ca-health-ontario",
                            FindingType.HEALTH_PLAN,
                            GROUPED,
                            AmericanNumbers::isOntario,
                            "9999-999-999-AA",
                            "9999-999-999")
                    .hinted("ohip"),
            NumberScheme.of(
                            "ca-health-quebec",
                            FindingType.HEALTH_PLAN,
                            NEVER,
                            AmericanNumbers::isQuebec,
                            "UUUU 9999 9999")
                    .hinted("ramq", "nam"));

    private AmericanNumbers() {}

    /** Social Security Administration, POMS RM 10201.035: what is never assigned. */
    static boolean isAssignable(String value) {
        int area = NumberSchemes.number(value, 0, 3);
        return area != 0 && area != 666 && area < 900 && !value.startsWith("00", 3) && !value.startsWith("0000", 5);
    }

    /** Internal Revenue Service: a 9, and the fourth and fifth digit from 50 to 65, 70 to 88, 90 to 92 or 94 to 99. */
    static boolean isTaxpayer(String value) {
        int group = NumberSchemes.number(value, 3, 5);
        return value.charAt(0) == '9' && (group >= 50 && group <= 65 || group >= 70 && group != 89 && group != 93);
    }

    /** Centers for Medicare and Medicaid Services: letters but S, L, O, I, B, Z; an abbreviated digest is none. */
    private static boolean isMedicare(String value) {
        return value.charAt(0) != '0'
                && value.chars().noneMatch(c -> "SLOIBZ".indexOf(c) >= 0)
                && value.chars().anyMatch(c -> c > 'F');
    }

    /** Drug Enforcement Administration, Diversion Control: odd places and twice the even ones. */
    private static boolean isRegistration(String value) {
        if ("IN".indexOf(value.charAt(0)) >= 0 || !(Character.isLetter(value.charAt(1)) || value.charAt(1) == '9')) {
            return false;
        }
        return Checksums.weighted(value.substring(2), 1, 2, 1, 2, 1, 2) % 10 == value.charAt(8) - '0';
    }

    /** Social insurance number: Luhn; 0 begins examples, 8 numbers of companies. */
    private static boolean isInsurance(String value) {
        return value.charAt(0) != '8' && Checksums.luhn(value) && !NumberSchemes.isUniform(value);
    }

    private static boolean isOntario(String value) {
        return value.charAt(0) != '0' && Checksums.luhn(value.substring(0, 10)) && !NumberSchemes.isUniform(value);
    }

    /** Letters of the name, year, month (50 more for a woman), day of birth and two places; they have no plain check. */
    private static boolean isQuebec(String value) {
        int month = NumberSchemes.number(value, 6, 8);
        return NumberSchemes.isDate(month > 50 ? month - 50 : month, NumberSchemes.number(value, 8, 10));
    }
}
