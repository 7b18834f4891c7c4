package dev.sluice.classifier;

import java.util.Set;

/** Tells text from signs that only look like it since numbers were taken for codes of characters. */
final class PlainWords {
    private static final int FEWEST_LETTERS = 8;
    private static final int FEWEST_DIGITS = 16;
    /** How much more or less often than by chance the letters from A to Z stand in texts of Western languages, in tenths of bits. */
    private static final int[] FREQUENCIES = {
        11, -13, -5, 2, 17, -8, -9, 7, 9, -25, -23, 1, -7, 8, 10, -10, -25, 6, 7, 12, -5, -20, -7, -25, -10, -25
    };
    /** Pairs of letters that more than half of all pairs in words are. */
    private static final Set<String> PAIRS = Set.of(
            "th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "ti", "es", "or", "te", "of", "ed", "is", "it",
            "al", "ar", "st", "to", "nt", "ng", "se", "ha", "as", "ou", "io", "le", "ve", "co", "me", "de", "hi", "ri",
            "ro", "ic", "ne", "ea", "ra", "ce", "li", "ch", "ll", "be", "ma", "si", "om", "ur", "ei", "ie", "la", "os");

    private final String text;
    /** Whether a sign stands there that no text has. */
    private boolean isBroken;

    private int signs;
    private int blanks;
    private int letters;
    private int wordLetters;
    private int digits;
    private int foreign;
    private int weight;
    private int pairs;
    private int commonPairs;

    private PlainWords(String text) {
        this.text = text;
    }

    /** Whether most signs can be seen and are letters, digits or blanks. */
    static boolean areReadable(String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
                return false;
            }
            plain += Character.isLetterOrDigit(c) || Character.isWhitespace(c) ? 1 : 0;
        }
        return plain * 2 >= text.length() && !text.isBlank();
    }

    /** Whether this is words, numbers among them or not: each in capitals or small letters, and made of letters as words are. */
    static boolean are(String text) {
        PlainWords words = new PlainWords(text);
        words.count();
        return words.judge();
    }

    private boolean judge() {
        if (isBroken) {
            return false;
        }
        if (letters == 0) {
            // Codes of codes: numbers of two or three digits with one blank between each two.
            return digits >= FEWEST_DIGITS
                    && digits == signs
                    && blanks * 5 >= text.length()
                    && blanks * 5 <= text.length() * 2;
        }
        boolean foreignWords = foreign * 2 > letters;
        if (blanks > 0 && blanks * 20 >= text.length()) {
            return wordLetters >= 3
                    && (wordLetters + digits) * 20 >= signs * 11
                    && (foreignWords || weight >= -6 * letters);
        }
        return wordLetters >= FEWEST_LETTERS
                && wordLetters * 10 >= signs * 6
                && (foreignWords || weight >= 0 && commonPairs * 10 >= pairs * 3);
    }

    private void count() {
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                boolean blank = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u00a0';
                blanks += blank ? 1 : 0;
                signs += blank ? 0 : 1;
                isBroken |= !blank && Character.isISOControl(c);
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            piece(i, end);
            i = end;
        }
    }

    private void piece(int start, int end) {
        int size = end - start;
        int figures = 0;
        int capitals = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            figures += Character.isDigit(c) ? 1 : 0;
            capitals += Character.isUpperCase(c) ? 1 : 0;
            if (Character.isLetter(c)) {
                letter(c, i + 1 < end ? text.charAt(i + 1) : ' ');
            }
        }
        signs += size;
        boolean consistent = capitals == 0
                || capitals == size
                || capitals <= 2 && Character.isUpperCase(text.charAt(start)) && size > 2;
        if (figures == size) {
            digits += size;
        } else if (figures == 0
                && consistent
                && (size > 1 || !"bcdfghjklmnpqrstvwxz".contains(text.substring(start, end)))) {
            wordLetters += size;
        }
    }

    private void letter(char c, char next) {
        letters++;
        int index = Character.toLowerCase(c) - 'a';
        if (index < 0 || index >= FREQUENCIES.length) {
            foreign++;
            return;
        }
        weight += FREQUENCIES[index];
        int following = Character.toLowerCase(next) - 'a';
        if (following >= 0 && following < FREQUENCIES.length) {
            pairs++;
            commonPairs += PAIRS.contains("" + (char) ('a' + index) + (char) ('a' + following)) ? 1 : 0;
        }
    }
}
