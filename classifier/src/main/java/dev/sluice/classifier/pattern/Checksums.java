package dev.sluice.classifier.pattern;

/** Check digits of identifiers; every method takes the bare digits or letters. */
final class Checksums {
    private Checksums() {}

    /** The Luhn check of payment cards, ISO/IEC 7812-1 annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616: length of the country, and the rearranged number modulo 97 is 1. */
    static boolean iban(String iban) {
        return ibanLength(iban.substring(0, 2)) == iban.length()
                && mod97(iban.substring(4) + iban.substring(0, 4)) == 1;
    }

    static int ibanLength(String country) {
        return IbanLengths.of(country);
    }

    private static int mod97(String alphanumeric) {
        int rest = 0;
        for (int i = 0; i < alphanumeric.length(); i++) {
            int value = Character.digit(alphanumeric.charAt(i), 36);
            rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
        }
        return rest;
    }

    /** Sum of digits times weights, over the weights' length. */
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum;
    }

    /** American Bankers Association routing number: 3, 7, 1 weights, prefix of a Federal Reserve district. */
    static boolean routing(String digits) {
        int prefix = Integer.parseInt(digits.substring(0, 2));
        boolean district = prefix <= 12 || prefix >= 21 && prefix <= 32 || prefix >= 61 && prefix <= 72 || prefix == 80;
        return district && prefix > 0 && weighted(digits, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    /** NHS number of England: weights 10 to 2 modulo 11. */
    static boolean nhs(String digits) {
        int check = 11 - weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 10 && check % 11 == digits.charAt(9) - '0';
    }

    /** National provider identifier: Luhn over 80840 and the number. */
    static boolean npi(String digits) {
        return (digits.charAt(0) == '1' || digits.charAt(0) == '2') && luhn("80840" + digits);
    }

    /** German tax identification number: ISO 7064 modulo 11, 10, first digit not 0. */
    static boolean germanTax(String digits) {
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (digits.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return digits.charAt(0) != '0' && (11 - product) % 10 == digits.charAt(10) - '0';
    }

    /** Dutch citizen service number: the eleven test with weights 9 to 2 and minus 1. */
    static boolean dutchService(String digits) {
        return weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
    }

    /** Spanish DNI and NIE: the letter is the number modulo 23. */
    static boolean spanishIdentity(String digits, char letter) {
        return "TRWAGMYFPDXBNJZSQVHLCKE".charAt((int) (Long.parseLong(digits) % 23)) == letter;
    }

    /** Italian codice fiscale, its control letter. */
    static boolean italianTax(String code) {
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int index = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[index] : index;
        }
        return code.charAt(15) == 'A' + sum % 26;
    }

    /** Polish PESEL: weights 1, 3, 7, 9. */
    static boolean pesel(String digits) {
        return (10 - weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == digits.charAt(10) - '0';
    }

    /** Aadhaar: Verhoeff's dihedral check. */
    static boolean verhoeff(String digits) {
        int[] permutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digits.charAt(digits.length() - 1 - i) - '0';
            for (int round = 0; round < i % 8; round++) {
                value = permutation[value];
            }
            check = dihedral(check, value);
        }
        return check == 0;
    }

    private static int dihedral(int a, int b) {
        if (a < 5) {
            return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
        }
        return b < 5 ? 5 + Math.floorMod(a - 5 - b, 5) : Math.floorMod(a - b, 5);
    }

    /** ICAO Doc 9303 part 3: weights 7, 3, 1 modulo 10 over digits, letters and fillers. */
    static int travelDocument(String field) {
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            int value = field.charAt(i) == '<' ? 0 : Character.digit(field.charAt(i), 36);
            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return sum % 10;
    }

    /** Vehicle identification number, 49 CFR 565: the ninth place is the weighted sum modulo 11. */
    static boolean vin(String vin) {
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = vin.charAt(i);
            if (c == 'I' || c == 'O' || c == 'Q') {
                return false;
            }
            sum += weights[i] * (c <= '9' ? c - '0' : transliterate(c));
        }
        int rest = sum % 11;
        return vin.charAt(8) == (rest == 10 ? 'X' : (char) ('0' + rest));
    }

    private static int transliterate(char c) {
        return "12345678.12345.7.923456789".charAt(c - 'A') - '0';
    }
}
