package dev.sluice.bench.regex;

import static dev.sluice.bench.regex.NumberChecks.digit;
import static dev.sluice.bench.regex.NumberChecks.isDate;
import static dev.sluice.bench.regex.NumberChecks.isVaried;
import static dev.sluice.bench.regex.NumberChecks.luhn;
import static dev.sluice.bench.regex.NumberChecks.number;
import static dev.sluice.bench.regex.NumberChecks.sum;

import java.util.Set;

/** Checks of European numbers, of bank accounts and of travel documents. Values are bare. */
final class EuropeanChecks {
    private static final Set<String> NO_PREFIXES = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");

    private EuropeanChecks() {}

    static boolean isNhs(String value) {
        return sum(value, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    static boolean isBritishInsurance(String value) {
        String prefix = value.substring(0, 2);
        boolean given = "DFIQUV".indexOf(value.charAt(0)) < 0
                && "DFIOQUV".indexOf(value.charAt(1)) < 0
                && !NO_PREFIXES.contains(prefix);
        return (given || prefix.equals("QQ")) && value.charAt(8) <= 'D';
    }

    static boolean isBritishTaxpayer(String value) {
        int sum = sum(value.substring(1), 6, 7, 8, 9, 10, 5, 4, 3, 2);
        return "21987654321".charAt(sum % 11) == value.charAt(0) && isVaried(value);
    }

    static boolean isBritishDriver(String value) {
        return isDate(number(value, 6, 8) % 50, number(value, 8, 10));
    }

    static boolean isIrish(String value) {
        int sum = sum(value, 8, 7, 6, 5, 4, 3, 2);
        if (value.length() == 9 && value.charAt(8) != 'W') {
            sum += (value.charAt(8) - 'A' + 1) * 9;
        }
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == value.charAt(7);
    }

    static boolean isGermanTaxpayer(String value) {
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (digit(value, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        long distinct = value.substring(0, 10).chars().distinct().count();
        return value.charAt(0) != '0' && distinct >= 8 && distinct <= 9 && (11 - product) % 10 == digit(value, 10);
    }

    static boolean isGermanPension(String value) {
        int letter = value.charAt(8) - 'A' + 1;
        String digits = value.substring(0, 8) + letter / 10 + letter % 10 + value.substring(9, 11);
        int month = number(value, 4, 6);
        int day = number(value, 2, 4) % 32;
        return month <= 12
                && (month == 0 || day == 0 || isDate(month, day))
                && digitSum(digits, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == digit(value, 11);
    }

    static boolean isGermanHealth(String value) {
        int letter = value.charAt(0) - 'A' + 1;
        String digits = "" + letter / 10 + letter % 10 + value.substring(1, 9);
        return digitSum(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == digit(value, 9);
    }

    private static int digitSum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = weights[i] * digit(digits, i);
            sum += product / 10 + product % 10;
        }
        return sum;
    }

    /** ICAO Doc 9303 part 3. */
    static boolean isGermanDocument(String value) {
        int sum = 0;
        int digits = 0;
        for (int i = 0; i < 9; i++) {
            int place = Character.digit(value.charAt(i), 36);
            digits += place < 10 ? 1 : 0;
            sum += place * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return digits >= 4 && sum % 10 == digit(value, 9);
    }

    static boolean isSwiss(String value) {
        return sum(value, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    static boolean isFrenchSocial(String value) {
        int month = number(value, 3, 5);
        boolean isMonth = month >= 1 && month <= 12 || month == 20 || month >= 30 && month <= 42 || month >= 50;
        char department = value.charAt(6);
        boolean corsican = department > '9';
        if (corsican && (value.charAt(5) != '2' || department > 'B')) {
            return false;
        }
        String digits = value.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return isMonth && 97 - Long.parseLong(digits) % 97 == number(value, 13, 15);
    }

    static boolean isFrenchTaxpayer(String value) {
        return value.charAt(0) <= '3'
                && Long.parseLong(value, 0, 10, 10) % 511 == number(value, 10, 13)
                && isVaried(value);
    }

    static boolean isDutch(String value) {
        return sum(value, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && isVaried(value);
    }

    static boolean isBelgian(String value) {
        long base = Long.parseLong(value, 0, 9, 10);
        int check = number(value, 9, 11);
        return 97 - base % 97 == check || 97 - (base + 2_000_000_000L) % 97 == check;
    }

    static boolean isSpanish(String value) {
        return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number(value, 0, 8) % 23) == value.charAt(8);
    }

    static boolean isSpanishForeigner(String value) {
        return isSpanish("XYZ".indexOf(value.charAt(0)) + value.substring(1));
    }

    static boolean isSpanishSocial(String value) {
        long province = number(value, 0, 2);
        long own = number(value, 2, 10);
        long base = own + province * (own < 10_000_000 ? 10_000_000 : 100_000_000);
        return province >= 1 && (province <= 53 || province == 66) && base % 97 == number(value, 10, 12);
    }

    static boolean isItalian(String value) {
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = value.charAt(i);
            int place = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[place] : place;
        }
        return "ABCDEHLMPRST".indexOf(value.charAt(8)) >= 0 && value.charAt(15) == 'A' + sum % 26;
    }

    static boolean isSwedish(String value) {
        String ten = value.substring(value.length() - 10);
        return isDate(number(ten, 2, 4), number(ten, 4, 6) % 60) && luhn(ten);
    }

    static boolean isFinnish(String value) {
        // The sign of the century is a letter, or a sign that is no part of a bare value.
        int serial = value.length() - 4;
        long number = Long.parseLong(value.substring(0, 6) + value.substring(serial, serial + 3));
        return isDate(number(value, 2, 4), number(value, 0, 2))
                && number(value, serial, serial + 3) >= 2
                && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt((int) (number % 31)) == value.charAt(serial + 3);
    }

    static boolean isPolish(String value) {
        return isDate(number(value, 2, 4) % 20, number(value, 4, 6))
                && (10 - sum(value, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == digit(value, 10);
    }

    static boolean isPolishTaxpayer(String value) {
        return sum(value, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(value, 9) && isVaried(value);
    }

    /** ISO 13616: the country's length is left to the form of the rule, of which the longest is 34. */
    static boolean isIban(String value) {
        int rest = 0;
        for (int i = 0; i < value.length(); i++) {
            int place = Character.digit(value.charAt((i + 4) % value.length()), 36);
            rest = (place > 9 ? rest * 100 + place : rest * 10 + place) % 97;
        }
        return value.length() >= 15 && rest == 1;
    }
}
