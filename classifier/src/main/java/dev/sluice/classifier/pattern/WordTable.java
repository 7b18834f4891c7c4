package dev.sluice.classifier.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** Some words with a number each, read without allocating. */
final class WordTable {
    private static final int LONGEST = 31;
    private static final int LETTERS = 32;

    private final String[] words;
    private final int[] values;
    private final int mask;

    /** By the low bits of a word's first letter, the lengths that words have: bit n for n letters. */
    private final int[] byFirst = new int[LETTERS];

    /** The same by the last letter; both together tell most other words at once. */
    private final int[] byLast = new int[LETTERS];

    private WordTable(int count) {
        int slots = Integer.highestOneBit(count) * 4;
        this.words = new String[slots];
        this.values = new int[slots];
        this.mask = slots - 1;
    }

    /** Words of at most 31 letters in lower case without accents, parted by spaces; each has the value 1. */
    static WordTable of(String words) {
        return of(words, word -> 1);
    }

    /** Words of at most 31 letters in lower case without accents, parted by spaces; values are greater than 0. */
    static WordTable of(String words, ToIntFunction<String> value) {
        String[] each = words.split(" ");
        WordTable table = new WordTable(each.length);
        for (String word : each) {
            int hash = 0;
            for (int i = 0; i < word.length(); i++) {
                hash = Lexicon.hash(hash, word.charAt(i));
            }
            int slot = table.slot(hash);
            while (table.words[slot] != null) {
                slot = slot + 1 & table.mask;
            }
            table.words[slot] = word;
            table.values[slot] = value.applyAsInt(word);
            table.byFirst[word.charAt(0) & LETTERS - 1] |= 1 << word.length();
            table.byLast[word.charAt(word.length() - 1) & LETTERS - 1] |= 1 << word.length();
        }
        return table;
    }

    /** The words, in no order. */
    List<String> words() {
        return Arrays.stream(words).filter(Objects::nonNull).toList();
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 10 ^ hash >>> 20) & mask;
    }

    /** The word's value, or 0 for another word. */
    int value(NormalText text, int start, int end) {
        if (!mayHave(text, start, end)) {
            return 0;
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = Lexicon.hash(hash, text.foldedAt(i));
        }
        return value(text, start, end, hash);
    }

    /** The value of the word or sign that a token is, or 0 for another. */
    int value(Scan scan, int token) {
        int start = scan.tokens.start[token];
        int end = scan.tokens.end[token];
        return mayHave(scan.text, start, end) ? value(scan.text, start, end, scan.tokens.hash[token]) : 0;
    }

    private boolean mayHave(NormalText text, int start, int end) {
        int length = end - start;
        int lengths = byFirst[text.foldedAt(start) & LETTERS - 1] & byLast[text.foldedAt(end - 1) & LETTERS - 1];
        return length <= LONGEST && (lengths >> length & 1) != 0;
    }

    private int value(NormalText text, int start, int end, int hash) {
        for (int slot = slot(hash); words[slot] != null; slot = slot + 1 & mask) {
            if (matches(words[slot], text, start, end)) {
                return values[slot];
            }
        }
        return 0;
    }

    private static boolean matches(String word, NormalText text, int start, int end) {
        if (word.length() != end - start) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != text.foldedAt(start + i)) {
                return false;
            }
        }
        return true;
    }

    /** One past the last letter of the word that begins at {@code start}. */
    static int wordEnd(NormalText text, int start) {
        int end = start;
        while (end < text.length() && Units.isLetter(text.at(end))) {
            end++;
        }
        return end;
    }
}
