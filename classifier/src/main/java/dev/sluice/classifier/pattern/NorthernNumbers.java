package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in Sweden, Finland and Poland. */
final class NorthernNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of(
                    "se-personnummer",
                    FindingType.NATIONAL_ID,
                    ALWAYS,
                    NorthernNumbers::isSwedish,
                    "999999S9999",
                    "99999999S9999"),
            NumberScheme.of(
                    "se-personnummer",
                    FindingType.NATIONAL_ID,
                    NEVER,
                    NorthernNumbers::isSwedish,
                    "999999 9999",
                    "99999999 9999"),
            NumberScheme.of(
                    "fi-henkilotunnus", FindingType.NATIONAL_ID, ALWAYS, NorthernNumbers::isFinnish, "999999C999*"),
            NumberScheme.of("pl-pesel", FindingType.NATIONAL_ID, NEVER, NorthernNumbers::isPolish, "999999 99999")
                    .hinted("pesel"),
            NumberScheme.of(
                            "pl-nip",
                            FindingType.TAX_ID,
                            NEVER,
                            NorthernNumbers::isPolishTax,
                            "999-999-99-99",
                            "999-99-99-999")
                    .hinted("nip"));

    private NorthernNumbers() {}

    /** Skatteverket SKV 704 and 707: Luhn over the last ten digits; coordination numbers add 60 to the day. */
    private static boolean isSwedish(String value) {
        String digits = value.replace("-", "").replace("+", "");
        String ten = digits.substring(digits.length() - 10);
        int day = NumberSchemes.number(ten, 4, 6);
        boolean century =
                digits.length() == 10 || digits.startsWith("18") || digits.startsWith("19") || digits.startsWith("20");
        return century
                && NumberSchemes.isDate(NumberSchemes.number(ten, 2, 4), day > 60 ? day - 60 : day)
                && Checksums.luhn(ten);
    }

    /** Valtioneuvoston asetus 690/2022: the number without its sign modulo 31; since 2023 twelve signs. */
    private static boolean isFinnish(String value) {
        int serial = NumberSchemes.number(value, 7, 10);
        long number = Long.parseLong(value.substring(0, 6) + value.substring(7, 10));
        return serial >= 2
                && NumberSchemes.isDate(NumberSchemes.number(value, 2, 4), NumberSchemes.number(value, 0, 2))
                && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt((int) (number % 31)) == value.charAt(10);
    }

    /** Ustawa o ewidencji ludności: weights 1, 3, 7, 9; the month has 20, 40, 60 or 80 added for other centuries. */
    private static boolean isPolish(String value) {
        return NumberSchemes.isDate(NumberSchemes.number(value, 2, 4) % 20, NumberSchemes.number(value, 4, 6))
                && Checksums.pesel(value);
    }

    /** Rozporządzenie on the NIP: weights 6, 5, 7, 2 to 7 modulo 11, never 10. */
    private static boolean isPolishTax(String value) {
        return Checksums.weighted(value, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == value.charAt(9) - '0'
                && !NumberSchemes.isUniform(value);
    }
}
