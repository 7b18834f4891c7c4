package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in France, the Netherlands and Belgium. */
final class WesternNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of(
                            "fr-nir",
                            FindingType.NATIONAL_ID,
                            ALWAYS,
                            WesternNumbers::isSocial,
                            "9 99 99 9* 999 999 99")
                    .hinted("nir", "insee"),
            NumberScheme.of("fr-spi", FindingType.TAX_ID, NEVER, WesternNumbers::isFiscal, "99 99 999 999 999")
                    .hinted("spi"),
            NumberScheme.of(
                            "nl-bsn",
                            FindingType.NATIONAL_ID,
                            NEVER,
                            WesternNumbers::isService,
                            "999 999 999",
                            "9999.99.999")
                    .hinted("bsn", "sofinummer"),
            NumberScheme.of(
                            "be-rijksregister",
                            FindingType.NATIONAL_ID,
                            GROUPED,
                            WesternNumbers::isRegistered,
                            "99.99.99-999.99")
                    .hinted("insz", "niss", "rrn"));

    private WesternNumbers() {}

    /** INSEE: 97 less the thirteen places modulo 97, where 2A counts as 19 and 2B as 18. */
    static boolean isSocial(String value) {
        char department = value.charAt(6);
        if (!Tokenizer.isDigit(department) && (value.charAt(5) != '2' || department != 'A' && department != 'B')) {
            return false;
        }
        int month = NumberSchemes.number(value, 3, 5);
        boolean isMonth = month >= 1 && month <= 12 || month == 20 || month >= 30 && month <= 42 || month >= 50;
        String digits = value.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return isMonth
                && "123478".indexOf(value.charAt(0)) >= 0
                && 97 - Long.parseLong(digits) % 97 == NumberSchemes.number(value, 13, 15);
    }

    /** Direction générale des Finances publiques: the last three digits are the first ten modulo 511. */
    private static boolean isFiscal(String value) {
        return value.charAt(0) <= '3'
                && Long.parseLong(value, 0, 10, 10) % 511 == NumberSchemes.number(value, 10, 13)
                && !NumberSchemes.isUniform(value);
    }

    private static boolean isService(String value) {
        return Checksums.dutchService(value) && !value.equals("000000000");
    }

    /** Royal decree of 3 April 1984: 97 less nine digits modulo 97, a 2 before them for births from 2000 on. */
    private static boolean isRegistered(String value) {
        long number = Long.parseLong(value, 0, 9, 10);
        int check = NumberSchemes.number(value, 9, 11);
        int month = NumberSchemes.number(value, 2, 4) % 20;
        return month <= 12
                && NumberSchemes.number(value, 4, 6) <= 31
                && (97 - number % 97 == check || 97 - (number + 2_000_000_000L) % 97 == check);
    }
}
