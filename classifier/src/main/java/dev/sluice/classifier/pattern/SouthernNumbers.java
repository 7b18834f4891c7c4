package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in Australia and South Africa. */
final class SouthernNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("au-tfn", FindingType.TAX_ID, NEVER, SouthernNumbers::isTaxFile, "999 999 999")
                    .hinted("tfn"),
            NumberScheme.of(
                            "au-medicare",
                            FindingType.HEALTH_PLAN,
                            NEVER,
                            SouthernNumbers::isMedicare,
                            "9999 99999 9",
                            "9999 99999 9 9")
                    .hinted("medicare"),
            NumberScheme.of(
                    "za-id", FindingType.NATIONAL_ID, GROUPED, SouthernNumbers::isSouthAfrican, "999999 9999 99 9"));

    private SouthernNumbers() {}

    /** Australian Taxation Office: weights 1, 4, 3, 7, 5, 8, 6, 9, 10 modulo 11. */
    private static boolean isTaxFile(String value) {
        return Checksums.weighted(value, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !NumberSchemes.isUniform(value);
    }

    /** Services Australia: weights 1, 3, 7, 9 modulo 10 in the ninth place; issue and person follow. */
    private static boolean isMedicare(String value) {
        return value.charAt(0) >= '2'
                && value.charAt(0) <= '6'
                && Checksums.weighted(value, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == value.charAt(8) - '0';
    }

    /** Identification Act 68 of 1997: date of birth, serial, citizenship, Luhn. */
    private static boolean isSouthAfrican(String value) {
        return value.charAt(10) <= '2'
                && NumberSchemes.isDate(NumberSchemes.number(value, 2, 4), NumberSchemes.number(value, 4, 6))
                && Checksums.luhn(value);
    }
}
