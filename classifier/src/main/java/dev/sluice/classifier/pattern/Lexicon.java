package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words, names and phrases with their cues, all in lower case without accents. Words live in one open-addressed table
 * that is read without allocating; immutable once built.
 */
final class Lexicon {
    private record Phrase(String[] rest, long cues) {}

    private final char[] pool;
    private final int[] offsets;
    /** Hash and length of the word in a slot, in one int; 0 for an empty slot. */
    private final int[] tags;

    private final long[] cues;
    private final int mask;
    private final Map<String, List<Phrase>> phrases;
    private final String digest;

    private Lexicon(Map<String, Long> words, Map<String, List<Phrase>> phrases, String digest) {
        int size = Integer.highestOneBit(Math.max(16, words.size() * 2)) * 2;
        this.mask = size - 1;
        this.offsets = new int[size];
        this.tags = new int[size];
        this.cues = new long[size];
        this.pool = new char[words.keySet().stream().mapToInt(String::length).sum()];
        this.phrases = phrases;
        this.digest = digest;
        int next = 0;
        for (Map.Entry<String, Long> entry : words.entrySet()) {
            String word = entry.getKey();
            int hash = hash(word);
            int slot = slot(hash);
            while (tags[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            word.getChars(0, word.length(), pool, next);
            offsets[slot] = next;
            tags[slot] = tag(hash, word.length());
            cues[slot] = entry.getValue();
            next += word.length();
        }
    }

    /** Collects words and phrases before the table is made. */
    static final class Builder {
        private final Map<String, Long> words = new HashMap<>(1 << 18);
        private final Map<String, List<Phrase>> phrases = new HashMap<>();

        void word(String word, long bits) {
            words.merge(word, bits, (a, b) -> a | b);
        }

        boolean has(String word, Cue cue) {
            return (words.getOrDefault(word, 0L) & cue.bit()) != 0;
        }

        void remove(String word, Cue cue) {
            words.computeIfPresent(word, (key, bits) -> bits & ~cue.bit());
        }

        void phrase(List<String> parts, long bits) {
            if (parts.size() == 1) {
                word(parts.getFirst(), bits);
                return;
            }
            word(parts.getFirst(), Cue.PHRASE.bit());
            phrases.computeIfAbsent(parts.getFirst(), key -> new ArrayList<>())
                    .add(new Phrase(parts.subList(1, parts.size()).toArray(String[]::new), bits));
        }

        Lexicon build(String digest) {
            return new Lexicon(words, phrases, digest);
        }
    }

    /** SHA-256 of the files that this lexicon was read from. */
    String digest() {
        return digest;
    }

    static int hash(int hash, char c) {
        return hash * 31 + c;
    }

    private static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = hash(hash, word.charAt(i));
        }
        return hash;
    }

    private static int tag(int hash, int length) {
        return hash << 6 | length;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 15)) & mask;
    }

    /** Cues of the word in {@code folded[start, end)} whose hash is given; 0 for an unknown one. */
    long cues(char[] folded, int start, int end, int hash) {
        int length = end - start;
        int tag = tag(hash, length);
        for (int slot = slot(hash); tags[slot] != 0; slot = (slot + 1) & mask) {
            if (tags[slot] == tag && matches(folded, start, offsets[slot], length)) {
                return cues[slot];
            }
        }
        return 0;
    }

    private boolean matches(char[] folded, int start, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (folded[start + i] != pool[offset + i]) {
                return false;
            }
        }
        return true;
    }

    boolean beginsPhrase(long bits) {
        return (bits & Cue.PHRASE.bit()) != 0;
    }

    /** Adds the cues of each phrase that begins at the token to the phrase's last token. */
    void markPhrases(NormalText text, Tokens tokens, int token) {
        String first = folded(text, tokens, token);
        for (Phrase phrase : phrases.getOrDefault(first, List.of())) {
            int last = endOf(phrase, text, tokens, token);
            if (last > 0) {
                tokens.cues[last] |= phrase.cues();
            }
        }
    }

    private static int endOf(Phrase phrase, NormalText text, Tokens tokens, int token) {
        int at = token;
        for (String part : phrase.rest()) {
            at++;
            if (at < tokens.count && tokens.kind[at] >= Tokens.SIGN && isJoin(text, tokens, at)) {
                at++;
            }
            if (at >= tokens.count || !same(text, tokens, at, part)) {
                return -1;
            }
        }
        return at;
    }

    private static boolean isJoin(NormalText text, Tokens tokens, int at) {
        char c = text.at(tokens.start[at]);
        return c == '-' || c == '_' || c == '/' || c == '.' || c == '\'' || tokens.kind[at] == Tokens.BREAK;
    }

    private static boolean same(NormalText text, Tokens tokens, int at, String part) {
        int start = tokens.start[at];
        if (tokens.end[at] - start != part.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.foldedAt(start + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String folded(NormalText text, Tokens tokens, int token) {
        return new String(text.folded(), tokens.start[token], tokens.end[token] - tokens.start[token]);
    }
}
