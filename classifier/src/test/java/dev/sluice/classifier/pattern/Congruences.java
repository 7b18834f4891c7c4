package dev.sluice.classifier.pattern;

import java.math.BigInteger;

/** What the places of a number must add up to, written down apart from the checks that are tested. */
final class Congruences {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Congruences() {}

    static int digit(String value, int at) {
        return Character.getNumericValue(value.charAt(at));
    }

    static int letter(String value, int at) {
        return ALPHABET.indexOf(value.charAt(at));
    }

    static int sum(String value, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(value, i) * weights[i];
        }
        return sum;
    }

    /** Luhn by a table of doubled digits. */
    static boolean luhn(String value) {
        int[] doubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
        int sum = 0;
        String digits = value.replaceAll("\\D", "");
        for (int i = digits.length() - 1, place = 0; i >= 0; i--, place++) {
            sum += place % 2 == 0 ? digit(digits, i) : doubled[digit(digits, i)];
        }
        return sum % 10 == 0;
    }

    static int modulo(String digits, int modulus) {
        return new BigInteger(digits).mod(BigInteger.valueOf(modulus)).intValue();
    }

    /** Eleven less the rest, and nine less where that has two digits. */
    static boolean isTaxpayer(String v) {
        int check = 11 - sum(v.substring(1), 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11;
        return digit(v, 0) == (check > 9 ? check - 9 : check);
    }

    static boolean isBrazilian(String v) {
        int first = 11 - sum(v, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        int second = 11 - sum(v, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return digit(v, 9) == (first > 9 ? 0 : first) && digit(v, 10) == (second > 9 ? 0 : second);
    }

    /** Values of letters after N are one more, for the Ñ. */
    static boolean isCurp(String v) {
        int sum = 0;
        for (int i = 0; i < 18; i++) {
            char c = v.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A' + (c > 'N' ? 11 : 10);
            sum += i == 17 ? value : value * (18 - i);
        }
        return sum % 10 == 0;
    }

    /** Values of letters after N are one more, for the ampersand. */
    static boolean isRfc(String v) {
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            char c = v.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A' + (c > 'N' ? 11 : 10);
            sum += value * (13 - i);
        }
        return sum % 11 == 0;
    }

    /** ISO 7064 modulo 11, 10 over all digits leaves 1; one digit of the first ten comes twice or three times. */
    static boolean isGermanTax(String v) {
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (product + digit(v, i)) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        long distinct = v.substring(0, 10).chars().distinct().count();
        return (product + digit(v, 10)) % 10 == 1 && (distinct == 9 || distinct == 8);
    }

    static boolean isPension(String v) {
        String digits = v.substring(0, 8) + "10" + v.substring(9, 11);
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += String.valueOf(weights[i] * digit(digits, i))
                    .chars()
                    .map(c -> c - '0')
                    .sum();
        }
        return sum % 10 == digit(v, 11);
    }

    /** The first letter is 01; the check digit is the sum itself, not what it lacks to ten. */
    static boolean isHealth(String v) {
        int[] doubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
        int sum = doubled[1];
        for (int i = 1; i < 9; i++) {
            sum += i % 2 == 1 ? digit(v, i) : doubled[digit(v, i)];
        }
        return (sum - digit(v, 9)) % 10 == 0;
    }

    static boolean isTravel(String v) {
        return sum(v, 7, 3, 1, 7, 3, 1, 7, 3, 1) % 10 == digit(v, 9);
    }

    static boolean isFrench(String v, String digits) {
        return (modulo(digits, 97) + Integer.parseInt(v.substring(13))) % 97 == 0 && !v.matches(".*(00|98|99)");
    }

    static boolean isSpanish(String digits, char letter) {
        return "TRWAGMYFPDXBNJZSQVHLCKE".indexOf(letter) == modulo(digits, 23);
    }

    /** Ministry's table of odd places, written as one letter a value. */
    static boolean isItalian(String v) {
        String odd = "BAFHJNPRTVBAFHJNPRTVCESULDGIMOQKWZYX";
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = v.charAt(i);
            int even = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 1 ? even : odd.charAt(Character.isDigit(c) ? c - '0' : c - 'A' + 10) - 'A';
        }
        return sum % 26 == letter(v, 15);
    }

    static boolean isFinnish(String v) {
        String digits = v.length() == 11 ? v.substring(0, 6) + v.substring(7, 10) : v.substring(0, 9);
        int rest = modulo(digits, 31);
        char last = v.charAt(v.length() - 1);
        return "0123456789ABCDEFHJKLMNPRSTUVWXY".indexOf(last) == rest;
    }

    /** Verhoeff by multiplying in the group of the pentagon: a rotation and perhaps a reflection. */
    static boolean isVerhoeff(String v) {
        int[] turn = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        int[] permutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int check = 0;
        for (int i = v.length() - 1; i >= 0; i--) {
            int other = turn[digit(v, i)];
            int rotation = check % 5 + (check < 5 ? other % 5 : 5 - other % 5);
            check = rotation % 5 + (check < 5 == other < 5 ? 0 : 5);
            for (int k = 0; k < 10; k++) {
                turn[k] = permutation[turn[k]];
            }
        }
        return check == 0;
    }

    static boolean isMyNumber(String v) {
        int sum = 0;
        for (int n = 1; n <= 11; n++) {
            sum += digit(v, 11 - n) * (n <= 6 ? n + 1 : n - 5);
        }
        return digit(v, 11) == (sum % 11 <= 1 ? 0 : 11 - sum % 11);
    }

    static boolean isSingaporean(String v, int offset) {
        int rest = (offset + sum(v.substring(1), 2, 7, 6, 5, 4, 3, 2)) % 11;
        return "ABCDEFGHIZJ".charAt(10 - rest) == v.charAt(8);
    }

    static boolean isVehicle(String v) {
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        String values = v.replace('H', '8')
                .replace('G', '7')
                .replace('C', '3')
                .replace('M', '4')
                .replace('A', '1');
        int rest = sum(values, weights) % 11;
        return rest < 10 && rest == digit(v, 8);
    }
}
