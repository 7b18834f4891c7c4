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
    /** What follows the first word of a phrase, with the hash of each word. */
    private record Phrase(String[] rest, int[] hashes, long cues) {
        static Phrase of(List<String> rest, long cues) {
            return new Phrase(
                    rest.toArray(String[]::new),
                    rest.stream().mapToInt(Lexicon::hash).toArray(),
                    cues);
        }
    }

    /** The phrases that begin with a word. */
    private record Phrases(String first, int hash, Phrase[] phrases) {}

    /** The bits of a long word's key that are not its place in the pool. */
    private static final long KEY = -1L << Integer.SIZE;

    private final char[] pool;

    /**
     * Two to a slot, as a slot is seldom in the processor's cache: the word's key, 0 for an empty slot, and its cues. The
     * key of a short word is the word itself.
     */
    private final long[] slots;

    private final int mask;
    private final Phrases[] phrases;
    private final String digest;

    private Lexicon(Map<String, Long> words, Map<String, List<Phrase>> phrases, String digest) {
        int size = Integer.highestOneBit(Math.max(16, words.size() * 2)) * 2;
        this.mask = size - 1;
        this.slots = new long[size * 2];
        this.pool = new char[words.keySet().stream().mapToInt(String::length).sum()];
        this.phrases = table(phrases);
        this.digest = digest;
        int next = 0;
        for (Map.Entry<String, Long> entry : words.entrySet()) {
            String word = entry.getKey();
            int hash = hash(word);
            int slot = slot(hash);
            while (slots[slot * 2] != 0) {
                slot = (slot + 1) & mask;
            }
            word.getChars(0, word.length(), pool, next);
            long itself = packed(pool, next, next + word.length());
            slots[slot * 2] = itself != 0 ? itself : longKey(hash, word.length()) | next;
            slots[slot * 2 + 1] = entry.getValue();
            next += word.length();
        }
    }

    private static Phrases[] table(Map<String, List<Phrase>> phrases) {
        Phrases[] table = new Phrases[Integer.highestOneBit(Math.max(16, phrases.size() * 2)) * 2];
        phrases.forEach((first, each) -> {
            int hash = hash(first);
            int slot = mixed(hash) & table.length - 1;
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = new Phrases(first, hash, each.toArray(Phrase[]::new));
        });
        return table;
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

        /** Whether the word was there before any of another language: as a word of English, a name or a cue. */
        boolean isEnglish(String word) {
            long bits = words.getOrDefault(word, 0L);
            return (bits & ~Cue.PHRASE.bit()) != 0 && (bits & Cue.FOREIGN.bit()) == 0;
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
                    .add(Phrase.of(parts.subList(1, parts.size()), bits));
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

    static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = hash(hash, word.charAt(i));
        }
        return hash;
    }

    /** A word of at most eight ASCII letters in one; 0 for another. */
    private static long packed(char[] units, int start, int end) {
        if (end - start > Long.BYTES) {
            return 0;
        }
        long packed = 0;
        for (int i = start; i < end; i++) {
            if (units[i] >= 0x80) {
                return 0;
            }
            packed = packed << Byte.SIZE | units[i];
        }
        return packed;
    }

    /** The key of another word without its place in the pool: negative, with bits of its hash and its length. */
    private static long longKey(int hash, int length) {
        return Long.MIN_VALUE | ((long) hash << 6 & 0x7FFF_FFC0L | length & 0x3F) << 32;
    }

    private int slot(int hash) {
        return mixed(hash) & mask;
    }

    private static int mixed(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    /** Cues of the word in {@code folded[start, end)} whose hash is given; 0 for an unknown one. */
    long cues(char[] folded, int start, int end, int hash) {
        long itself = packed(folded, start, end);
        return itself != 0 ? shortCues(itself, hash) : longCues(folded, start, end, hash);
    }

    private long shortCues(long itself, int hash) {
        for (int slot = slot(hash); slots[slot * 2] != 0; slot = slot + 1 & mask) {
            if (slots[slot * 2] == itself) {
                return slots[slot * 2 + 1];
            }
        }
        return 0;
    }

    private long longCues(char[] folded, int start, int end, int hash) {
        long key = longKey(hash, end - start);
        for (int slot = slot(hash); slots[slot * 2] != 0; slot = slot + 1 & mask) {
            long known = slots[slot * 2];
            if ((known & KEY) == key && matches(folded, start, (int) known, end - start)) {
                return slots[slot * 2 + 1];
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
        int hash = tokens.hash[token];
        int slot = mixed(hash) & phrases.length - 1;
        for (; phrases[slot] != null; slot = slot + 1 & phrases.length - 1) {
            Phrases known = phrases[slot];
            if (known.hash == hash && same(text, tokens, token, known.first)) {
                for (Phrase phrase : known.phrases) {
                    int last = endOf(phrase, text, tokens, token);
                    if (last > 0) {
                        tokens.cues[last] |= phrase.cues();
                    }
                }
                return;
            }
        }
    }

    private static int endOf(Phrase phrase, NormalText text, Tokens tokens, int token) {
        int at = token;
        for (int i = 0; i < phrase.hashes.length; i++) {
            at++;
            if (at < tokens.count && tokens.kind[at] >= Tokens.SIGN && isJoin(text, tokens, at)) {
                at++;
            }
            if (at >= tokens.count || tokens.hash[at] != phrase.hashes[i] || !same(text, tokens, at, phrase.rest[i])) {
                return -1;
            }
        }
        return at;
    }

    private static boolean isJoin(NormalText text, Tokens tokens, int at) {
        char c = text.at(tokens.start[at]);
        return c == '-'
                || c == '_'
                || c == '/'
                || c == '.'
                || c == '\''
                || c == '\u00B0'
                || tokens.kind[at] == Tokens.BREAK;
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
}
