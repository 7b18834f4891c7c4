package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in India, Japan and Singapore. */
final class AsianNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("in-aadhaar", FindingType.NATIONAL_ID, GROUPED, AsianNumbers::isAadhaar, "9999 9999 9999")
                    .hinted("aadhaar", "aadhar", "uid"),
            NumberScheme.of("in-pan", FindingType.TAX_ID, NEVER, AsianNumbers::isPermanentAccount, "AAAAA9999A")
                    .hinted("pan"),
            NumberScheme.of("jp-my-number", FindingType.NATIONAL_ID, NEVER, AsianNumbers::isMyNumber, "9999 9999 9999")
                    .hinted("mynumber", "マイナンバー", "個人番号"),
            NumberScheme.of("sg-nric", FindingType.NATIONAL_ID, ALWAYS, AsianNumbers::isSingaporean, "A9999999A")
                    .hinted("nric", "fin"));

    private AsianNumbers() {}

    /** UIDAI: Verhoeff, and the first digit is neither 0 nor 1. */
    private static boolean isAadhaar(String value) {
        return value.charAt(0) > '1' && Checksums.verhoeff(value) && !NumberSchemes.isUniform(value);
    }

    /** Income Tax Department: the fourth letter of a person's is P; the last is a check that isn't published. */
    private static boolean isPermanentAccount(String value) {
        return value.charAt(3) == 'P';
    }

    /** Ministry of Internal Affairs and Communications, ordinance 85 of 2014 article 5: modulo 11. */
    private static boolean isMyNumber(String value) {
        int rest = Checksums.weighted(value, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == value.charAt(11) - '0' && !NumberSchemes.isUniform(value);
    }

    /** National Registration Act; the check letter is not published by the authority but known: modulo 11. */
    private static boolean isSingaporean(String value) {
        int sum = Checksums.weighted(value.substring(1), 2, 7, 6, 5, 4, 3, 2);
        char expected = switch (value.charAt(0)) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11);
            case 'M' -> "XWUTRQPNJLK".charAt((sum + 3) % 11);
            default -> 0;
        };
        return expected == value.charAt(8);
    }
}
