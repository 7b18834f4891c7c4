package dev.sluice.classifier.pattern;

import java.util.Arrays;

/** The tokens of a stretch of text: words, numbers, single signs and line breaks; white space is left out. */
final class Tokens {
    static final byte WORD = 1;
    static final byte NUMBER = 2;
    static final byte SIGN = 3;
    static final byte BREAK = 4;

    static final byte LOWER = 0;
    static final byte CAPITALISED = 1;
    static final byte UPPER = 2;
    static final byte MIXED = 3;

    private static final int BLOCK = 16;

    int count;
    int[] start;
    int[] end;
    byte[] kind;
    byte[] shape;
    long[] cues;
    /**
     * One more than the ordinal of the covered language beside English that a token stands in, or
     * {@link LanguageStretches#OTHER}; empty if no language was looked for.
     */
    byte[] languages = {};

    /** Which tokens stand in a stretch of a language, but in a paragraph that may be English as well. */
    boolean[] doubtful = {};

    /** The hash of the units in lower case, as {@link Lexicon#hash} makes it; 0 of a line break. */
    int[] hash;

    /** What cues the tokens of a block have together; {@link #close} fills it. */
    private long[] blocks = {};

    Tokens(int capacity) {
        start = new int[capacity];
        end = new int[capacity];
        kind = new byte[capacity];
        shape = new byte[capacity];
        cues = new long[capacity];
        hash = new int[capacity];
    }

    void add(byte tokenKind, byte wordShape, int from, int to, long tokenCues, int unitsHash) {
        if (count == start.length) {
            int capacity = count * 2;
            start = Arrays.copyOf(start, capacity);
            end = Arrays.copyOf(end, capacity);
            kind = Arrays.copyOf(kind, capacity);
            shape = Arrays.copyOf(shape, capacity);
            cues = Arrays.copyOf(cues, capacity);
            hash = Arrays.copyOf(hash, capacity);
        }
        start[count] = from;
        end[count] = to;
        kind[count] = tokenKind;
        shape[count] = wordShape;
        hash[count] = unitsHash;
        cues[count++] = tokenCues;
    }

    /** All tokens are there and have all their cues; to be told again when one gets another. */
    void close() {
        blocks = new long[(count + BLOCK - 1) / BLOCK];
        for (int i = 0; i < count; i++) {
            blocks[i / BLOCK] |= cues[i];
        }
    }

    /** Whether a token from one on and before another, or one of their blocks, has any of the bits: false is sure. */
    boolean mayHave(int from, int to, long bits) {
        long all = 0;
        for (int block = from / BLOCK; block * BLOCK < to; block++) {
            all |= blocks[block];
        }
        return (all & bits) != 0;
    }
}
