package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in Germany and Switzerland. */
final class GermanNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("de-steuer-id", FindingType.TAX_ID, NEVER, GermanNumbers::isTaxpayer, "99 999 999 999")
                    .hinted("idnr", "tin"),
            NumberScheme.of(
                    "de-rentenversicherung",
                    FindingType.NATIONAL_ID,
                    ALWAYS,
                    GermanNumbers::isPension,
                    "99 999999 A 999",
                    "99 99 99 99 A 999"),
            NumberScheme.of(
                            "de-krankenversicherung",
                            FindingType.HEALTH_PLAN,
                            NEVER,
                            GermanNumbers::isHealth,
                            "A 999 999 999")
                    .hinted("kvnr"),
            NumberScheme.of("de-ausweis", FindingType.PASSPORT, NEVER, GermanNumbers::isDocument, "********* 9"),
            NumberScheme.of(
                    "ch-ahv",
                    FindingType.NATIONAL_ID,
                    ALWAYS,
                    GermanNumbers::isSwiss,
                    "999.9999.9999.99",
                    "999 9999 9999 99"));

    private GermanNumbers() {}

    /** Abgabenordnung 139b and its ordinance: modulo 11, 10; of the first ten digits one comes twice or three times. */
    private static boolean isTaxpayer(String value) {
        long distinct = value.substring(0, 10).chars().distinct().count();
        return (distinct == 9 || distinct == 8) && Checksums.germanTax(value);
    }

    /** VKVV section 2: area, date of birth, letter of the name, serial number; digits of the products modulo 10. */
    private static boolean isPension(String value) {
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int letter = value.charAt(8) - 'A' + 1;
        String digits = value.substring(0, 8) + letter / 10 + letter % 10 + value.substring(9, 11);
        int month = NumberSchemes.number(value, 4, 6);
        int day = NumberSchemes.number(value, 2, 4) % 32;
        return NumberSchemes.number(value, 0, 2) >= 2
                && month <= 12
                && (month == 0 || day == 0 || NumberSchemes.isDate(month, day))
                && digitSum(digits, weights) % 10 == value.charAt(11) - '0';
    }

    /** SGB V section 290: the letter as two digits, weights 1 and 2, digits of the products modulo 10. */
    private static boolean isHealth(String value) {
        int letter = value.charAt(0) - 'A' + 1;
        String digits = "" + letter / 10 + letter % 10 + value.substring(1, 9);
        return digitSum(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == value.charAt(9) - '0';
    }

    private static int digitSum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = weights[i] * (digits.charAt(i) - '0');
            sum += product / 10 + product % 10;
        }
        return sum;
    }

    /** Serial number of an identity card, passport or residence permit with the check digit of ICAO Doc 9303. */
    private static boolean isDocument(String value) {
        return Character.isLetter(value.charAt(0))
                && value.chars().filter(Character::isDigit).count() >= 4
                && value.substring(0, 9).chars().noneMatch(c -> "ABDEIOQSU".indexOf(c) >= 0)
                && Checksums.travelDocument(value.substring(0, 9)) == value.charAt(9) - '0';
    }

    /** AHVV article 133: 756 and the check digit of an EAN-13. */
    private static boolean isSwiss(String value) {
        return value.startsWith("756") && Checksums.weighted(value, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }
}
