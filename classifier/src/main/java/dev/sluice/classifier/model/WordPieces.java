package dev.sluice.classifier.model;

import java.util.Arrays;

/** The word pieces of a stretch of text: ids, spans in its units, and which of them begin a word. One thread. */
final class WordPieces {
    int count;
    int[] id = new int[1024];
    int[] start = new int[1024];
    int[] end = new int[1024];
    boolean[] first = new boolean[1024];

    void clear() {
        count = 0;
    }

    void add(int pieceId, int from, int to, boolean beginsWord) {
        if (count == id.length) {
            id = Arrays.copyOf(id, count * 2);
            start = Arrays.copyOf(start, count * 2);
            end = Arrays.copyOf(end, count * 2);
            first = Arrays.copyOf(first, count * 2);
        }
        id[count] = pieceId;
        start[count] = from;
        end[count] = to;
        first[count++] = beginsWord;
    }
}
