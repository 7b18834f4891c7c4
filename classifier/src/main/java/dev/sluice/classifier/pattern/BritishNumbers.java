package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in the United Kingdom and Ireland. */
final class BritishNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("uk-nhs", FindingType.NATIONAL_ID, GROUPED, Checksums::nhs, "999 999 9999")
                    .hinted("nhs", "chi"),
            NumberScheme.of("uk-nino", FindingType.NATIONAL_ID, ALWAYS, BritishNumbers::isInsurance, "AA 99 99 99 A"),
            NumberScheme.of("uk-utr", FindingType.TAX_ID, NEVER, BritishNumbers::isTaxpayer, "99999 99999")
                    .hinted("utr"),
            NumberScheme.of(
                    "uk-driving-licence",
                    FindingType.DRIVER_LICENSE,
                    ALWAYS,
                    BritishNumbers::isDriver,
                    "*****999999***AA",
                    "AAAAA 999999 ***AA"),
            NumberScheme.of("ie-pps", FindingType.NATIONAL_ID, NEVER, BritishNumbers::isPublicService, "9999999A")
                    .hinted("pps", "ppsn"),
            NumberScheme.of("ie-pps", FindingType.NATIONAL_ID, NEVER, BritishNumbers::isPublicService, "9999999AA")
                    .hinted("pps", "ppsn"));

    private BritishNumbers() {}

    /** HMRC manual NIM39110: which prefixes are given out; QQ stands in examples only. */
    private static boolean isInsurance(String value) {
        String prefix = value.substring(0, 2);
        boolean given = "DFIQUV".indexOf(value.charAt(0)) < 0
                && "DFIOQUV".indexOf(value.charAt(1)) < 0
                && !List.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ").contains(prefix);
        return (given || prefix.equals("QQ")) && value.charAt(8) <= 'D';
    }

    /** Unique taxpayer reference: the first digit checks the other nine. */
    private static boolean isTaxpayer(String value) {
        int sum = Checksums.weighted(value.substring(1), 6, 7, 8, 9, 10, 5, 4, 3, 2);
        return "21987654321".charAt(sum % 11) == value.charAt(0) && !NumberSchemes.isUniform(value);
    }

    /** Five places of the surname, filled up with 9, decade, month (50 more for a woman), day, year, two initials. */
    private static boolean isDriver(String value) {
        int letters = 0;
        while (letters < 5 && Character.isLetter(value.charAt(letters))) {
            letters++;
        }
        String filling = value.substring(letters, 5);
        int month = NumberSchemes.number(value, 6, 8);
        return letters > 0
                && filling.chars().allMatch(c -> c == '9')
                && NumberSchemes.isDate(month > 50 ? month - 50 : month, NumberSchemes.number(value, 8, 10))
                && (Character.isLetter(value.charAt(11)) || value.charAt(11) == '9')
                && (Character.isLetter(value.charAt(12)) || value.charAt(12) == '9')
                && Tokenizer.isDigit(value.charAt(13));
    }

    /** Department of Social Protection: weights 8 to 2, and 9 for a second letter, modulo 23. */
    private static boolean isPublicService(String value) {
        int sum = Checksums.weighted(value, 8, 7, 6, 5, 4, 3, 2);
        if (value.length() == 9) {
            char second = value.charAt(8);
            if (second > 'I' && second != 'W') {
                return false;
            }
            sum += second == 'W' ? 0 : (second - 'A' + 1) * 9;
        }
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == value.charAt(7);
    }
}
