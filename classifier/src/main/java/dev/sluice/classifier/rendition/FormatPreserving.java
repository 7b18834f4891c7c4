package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Encrypts the digits and letters of a number in place; separators and length stay. Digits alone are numerals of radix 10,
 * digits and letters of radix 36 in the case of the first letter. A digit string that passes the Luhn check never becomes
 * another that does, so that no output is taken for a real card.
 */
final class FormatPreserving {
    private static final int LONGEST = 64;
    private static final int MOST_WALKS = 1000;

    private final Ff1 ff1;

    FormatPreserving(RenditionKey key, RenditionScope scope) {
        this.ff1 = new Ff1(key.derive("format-preserving", scope.pseudonyms()));
    }

    /** The encrypted form, or empty if the value holds other letters, is too long, or its domain is below a million. */
    Optional<String> encrypt(FindingType type, String value, Predicate<String> taken) {
        int radix = 10;
        int length = 0;
        boolean upper = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isLetter(c)) {
                upper = radix == 36 ? upper : c <= 'Z';
                radix = 36;
                length++;
            } else if (isDigit(c)) {
                length++;
            } else if (c >= 0x80) {
                return Optional.empty();
            }
        }
        if (length > LONGEST || !Ff1.isLargeEnough(radix, length)) {
            return Optional.empty();
        }
        return walk(type, value, new int[length], radix, upper, taken);
    }

    private Optional<String> walk(
            FindingType type, String value, int[] numerals, int radix, boolean upper, Predicate<String> taken) {
        for (int i = 0, at = 0; i < value.length(); i++) {
            if (isDigit(value.charAt(i)) || isLetter(value.charAt(i))) {
                numerals[at++] = Character.digit(value.charAt(i), 36);
            }
        }
        boolean card = radix == 10 && (type == FindingType.CARD || luhn(numerals));
        byte[] tweak = type.name().getBytes(StandardCharsets.UTF_8);
        int[] next = numerals;
        for (int i = 0; i < MOST_WALKS; i++) {
            next = ff1.encrypt(radix, tweak, next);
            String written = write(value, next, upper);
            if (!(card && luhn(next)) && !taken.test(written)) {
                return Optional.of(written);
            }
        }
        return Optional.empty();
    }

    private static String write(String value, int[] numerals, boolean upper) {
        StringBuilder out = new StringBuilder(value);
        for (int i = 0, at = 0; i < value.length(); i++) {
            if (isDigit(value.charAt(i)) || isLetter(value.charAt(i))) {
                char c = Character.forDigit(numerals[at++], 36);
                out.setCharAt(i, upper ? Character.toUpperCase(c) : c);
            }
        }
        return out.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** ISO/IEC 7812-1 annex B. */
    static boolean luhn(int[] digits) {
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[digits.length - 1 - i];
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }
}
