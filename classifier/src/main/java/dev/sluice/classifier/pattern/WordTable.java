package dev.sluice.classifier.pattern;

import java.util.function.ToIntFunction;

/** A few words with a number each, read without allocating. */
final class WordTable {
    private static final int SLOTS = 1 << 10;

    private final String[] words = new String[SLOTS];
    private final int[] values = new int[SLOTS];

    private WordTable() {}

    /** Words in lower case without accents, parted by spaces; values are greater than 0. */
    static WordTable of(String words, ToIntFunction<String> value) {
        WordTable table = new WordTable();
        for (String word : words.split(" ")) {
            int hash = 0;
            for (int i = 0; i < word.length(); i++) {
                hash = Lexicon.hash(hash, word.charAt(i));
            }
            int slot = slot(hash);
            while (table.words[slot] != null) {
                slot = slot + 1 & SLOTS - 1;
            }
            table.words[slot] = word;
            table.values[slot] = value.applyAsInt(word);
        }
        return table;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 10 ^ hash >>> 20) & SLOTS - 1;
    }

    /** The word's value, or 0 for another word. */
    int value(NormalText text, int start, int end) {
        if (end - start > 16) {
            return 0;
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = Lexicon.hash(hash, text.foldedAt(i));
        }
        for (int slot = slot(hash); words[slot] != null; slot = slot + 1 & SLOTS - 1) {
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
        while (end < text.length() && Character.isLetter(text.at(end))) {
            end++;
        }
        return end;
    }
}
