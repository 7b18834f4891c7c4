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

    int count;
    int[] start;
    int[] end;
    byte[] kind;
    byte[] shape;
    long[] cues;

    Tokens(int capacity) {
        start = new int[capacity];
        end = new int[capacity];
        kind = new byte[capacity];
        shape = new byte[capacity];
        cues = new long[capacity];
    }

    void add(byte tokenKind, byte wordShape, int from, int to, long tokenCues) {
        if (count == start.length) {
            int capacity = count * 2;
            start = Arrays.copyOf(start, capacity);
            end = Arrays.copyOf(end, capacity);
            kind = Arrays.copyOf(kind, capacity);
            shape = Arrays.copyOf(shape, capacity);
            cues = Arrays.copyOf(cues, capacity);
        }
        start[count] = from;
        end[count] = to;
        kind[count] = tokenKind;
        shape[count] = wordShape;
        cues[count++] = tokenCues;
    }
}
