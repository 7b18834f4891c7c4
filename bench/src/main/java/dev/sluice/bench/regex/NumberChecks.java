package dev.sluice.bench.regex;

import java.time.Month;

/** Checks of numbers in the Americas, Asia, Africa and Australia, and those that several share. Values are bare. */
final class NumberChecks {
    private NumberChecks() {}

    /** Sum of digits times weights, over the weights' length. */
    static int sum(String value, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(value, i);
        }
        return sum;
    }

    static int digit(String value, int place) {
        return value.charAt(place) - '0';
    }

    static int number(String value, int from, int to) {
        return Integer.parseInt(value, from, to, 10);
    }

    static boolean isDate(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
    }

    static boolean isVaried(String value) {
        return value.chars().distinct().count() > 1;
    }

    /** ISO/IEC 7812-1 annex B. */
    static boolean luhn(String value) {
        int sum = 0;
        for (int i = value.length() - 1, odd = 0; i >= 0; i--, odd ^= 1) {
            int doubled = digit(value, i) << odd;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static boolean isIssuedCard(String value) {
        int length = value.length();
        int two = number(value, 0, 2);
        int four = number(value, 0, 4);
        boolean issued = switch (value.charAt(0)) {
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> length == 16 && two >= 51 && two <= 55 || two == 50 || two >= 56;
            case '2' -> length == 16 && four >= 2221 && four <= 2720;
            case '3' ->
                (two == 34 || two == 37) && length == 15
                        || (two == 36 || two == 38 || two == 39 || two == 30) && length >= 14
                        || two == 35 && length == 16;
            case '6' -> length >= 16 && (four == 6011 || two == 65 || two == 64 || two == 62 || two == 63 || two == 67);
            default -> false;
        };
        return issued && luhn(value) && isVaried(value);
    }

    static boolean isSocialSecurity(String value) {
        int area = number(value, 0, 3);
        return area != 0 && area != 666 && area < 900 && !value.startsWith("00", 3) && !value.startsWith("0000", 5);
    }

    static boolean isIndividualTaxpayer(String value) {
        int group = number(value, 3, 5);
        return value.charAt(0) == '9' && (group >= 50 && group <= 65 || group >= 70 && group != 89 && group != 93);
    }

    static boolean isRouting(String value) {
        int district = number(value, 0, 2);
        boolean given = district >= 1 && district <= 12
                || district >= 21 && district <= 32
                || district >= 61 && district <= 72
                || district == 80;
        return given && sum(value, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    static boolean isProvider(String value) {
        return value.charAt(0) <= '2' && value.charAt(0) >= '1' && luhn("80840" + value);
    }

    static boolean isMedicareBeneficiary(String value) {
        return value.charAt(0) != '0'
                && value.chars().noneMatch(c -> "SLOIBZ".indexOf(c) >= 0)
                && value.chars().anyMatch(c -> c > 'F');
    }

    static boolean isDrugRegistration(String value) {
        return sum(value.substring(2), 1, 2, 1, 2, 1, 2) % 10 == digit(value, 8);
    }

    static boolean isCanadianInsurance(String value) {
        return value.charAt(0) != '8' && luhn(value) && isVaried(value);
    }

    static boolean isOntario(String value) {
        return value.charAt(0) != '0' && luhn(value.substring(0, 10)) && isVaried(value);
    }

    static boolean isQuebec(String value) {
        return isDate(number(value, 6, 8) % 50, number(value, 8, 10));
    }

    static boolean isBrazilianTaxpayer(String value) {
        return sum(value, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(value, 9)
                && sum(value, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(value, 10)
                && isVaried(value);
    }

    static boolean isBrazilianWorker(String value) {
        int check = 11 - sum(value, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == digit(value, 10) && isVaried(value);
    }

    static boolean isMexicanPopulation(String value) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            // The alphabet of this check has an N with a tilde after the N.
            int place = Character.digit(value.charAt(i), 36);
            sum += (place > 23 ? place + 1 : place) * (18 - i);
        }
        return isMexicanBirth(value)
                && "HMX".indexOf(value.charAt(10)) >= 0
                && (10 - sum % 10) % 10 == digit(value, 17);
    }

    static boolean isMexicanTaxpayer(String value) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            // Its alphabet has an ampersand after the N.
            int place = Character.digit(value.charAt(i), 36);
            sum += (place > 23 ? place + 1 : place) * (13 - i);
        }
        int check = (11 - sum % 11) % 11;
        return isMexicanBirth(value) && value.charAt(12) == (check == 10 ? 'A' : (char) ('0' + check));
    }

    private static boolean isMexicanBirth(String value) {
        return "AEIOUX".indexOf(value.charAt(1)) >= 0 && isDate(number(value, 6, 8), number(value, 8, 10));
    }

    static boolean isClabe(String value) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += digit(value, i) * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) % 10;
        }
        return (10 - sum % 10) % 10 == digit(value, 17) && isVaried(value);
    }

    static boolean isAadhaar(String value) {
        int[] permutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int check = 0;
        for (int i = 0; i < value.length(); i++) {
            int place = digit(value, value.length() - 1 - i);
            for (int round = 0; round < i % 8; round++) {
                place = permutation[place];
            }
            check = dihedral(check, place);
        }
        return value.charAt(0) > '1' && check == 0 && isVaried(value);
    }

    private static int dihedral(int a, int b) {
        int turned = a < 5 ? a + b : a - b;
        boolean mirrored = a < 5 ? b >= 5 : b < 5;
        return Math.floorMod(turned, 5) + (mirrored ? 5 : 0);
    }

    static boolean isJapanese(String value) {
        int rest = sum(value, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == digit(value, 11) && isVaried(value);
    }

    static boolean isSingaporean(String value) {
        int sum = sum(value.substring(1), 2, 7, 6, 5, 4, 3, 2);
        char letter = switch (value.charAt(0)) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11);
            default -> "XWUTRQPNJLK".charAt((sum + 3) % 11);
        };
        return letter == value.charAt(8);
    }

    static boolean isAustralianTaxpayer(String value) {
        return sum(value, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && isVaried(value);
    }

    static boolean isAustralianMedicare(String value) {
        return value.charAt(0) >= '2'
                && value.charAt(0) <= '6'
                && sum(value, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digit(value, 8);
    }

    static boolean isSouthAfrican(String value) {
        return value.charAt(10) <= '2' && isDate(number(value, 2, 4), number(value, 4, 6)) && luhn(value);
    }

    /** 49 CFR 565.15. */
    static boolean isVehicle(String value) {
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        int sum = 0;
        int digits = 0;
        for (int i = 0; i < 17; i++) {
            char c = value.charAt(i);
            boolean isDigit = c <= '9';
            digits += isDigit ? 1 : 0;
            sum += weights[i] * (isDigit ? c - '0' : "12345678.12345.7.923456789".charAt(c - 'A') - '0');
        }
        char check = value.charAt(8);
        return digits >= 5 && digits <= 15 && (sum % 11 == 10 ? check == 'X' : check == '0' + sum % 11);
    }
}
