package dev.sluice.classifier.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Word pieces and their ids, in a trie: the longest piece at a place is found in one walk of at most its length. Immutable.
 */
final class Vocabulary {
    /** Answer where no piece begins. */
    static final long NONE = -1;

    private static final int WORD_ROOT = 0;
    private static final int CONTINUATION_ROOT = 1;
    private static final int MOST_PIECES = 1 << 16;
    private static final String CONTINUATION = "##";

    private final int size;
    private final int unknown;
    private final int windowStart;
    private final int windowEnd;
    /** Open addressing; a key is a node and the unit that leads on from it, 0 where the slot is free. */
    private final long[] keys;

    private final int[] targets;
    private final int[] pieces;
    private final BitSet marks = new BitSet();
    private int nodes = 2;

    private Vocabulary(String[] lines, int units) {
        int slots = Integer.highestOneBit(Math.max(16, units)) * 2;
        this.keys = new long[slots];
        this.targets = new int[slots];
        this.pieces = new int[units + 2];
        Arrays.fill(pieces, -1);
        int unknownId = -1;
        int startId = -1;
        int endId = -1;
        for (int id = 0; id < lines.length; id++) {
            String piece = lines[id];
            switch (piece) {
                case "[UNK]" -> unknownId = id;
                case "[CLS]" -> startId = id;
                case "[SEP]" -> endId = id;
                default -> {
                    boolean continues = piece.startsWith(CONTINUATION) && piece.length() > CONTINUATION.length();
                    int node = continues ? CONTINUATION_ROOT : WORD_ROOT;
                    for (int i = continues ? CONTINUATION.length() : 0; i < piece.length(); i++) {
                        node = child(node, piece.charAt(i));
                    }
                    if (pieces[node] >= 0) {
                        throw new ModelUnavailableException("vocab.txt: expected each piece once, found line "
                                + (pieces[node] + 1) + " again in line " + (id + 1));
                    }
                    pieces[node] = id;
                    marks.set(id, piece.length() == 1 && UncasedForm.isPunctuation(piece.charAt(0)));
                }
            }
        }
        if (unknownId < 0 || startId < 0 || endId < 0) {
            throw new ModelUnavailableException("vocab.txt: expected [UNK], [CLS] and [SEP]");
        }
        this.size = lines.length;
        this.unknown = unknownId;
        this.windowStart = startId;
        this.windowEnd = endId;
    }

    /**
     * Reads a vocabulary: a piece a line, which ends with a line feed; its id is the line's number from 0 on.
     *
     * @throws ModelUnavailableException if it is not UTF-8, has more than 65,536 lines, an empty or repeated piece, or lacks
     *     one of {@code [UNK]}, {@code [CLS]}, {@code [SEP]}
     */
    static Vocabulary parse(byte[] file) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
        } catch (CharacterCodingException e) {
            throw new ModelUnavailableException("vocab.txt: expected UTF-8");
        }
        String[] lines = text.toString().split("\n", -1);
        int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        if (count > MOST_PIECES) {
            throw new ModelUnavailableException("vocab.txt: expected at most " + MOST_PIECES + " lines");
        }
        String[] pieces = Arrays.copyOf(lines, count);
        for (String piece : pieces) {
            if (piece.isEmpty()) {
                throw new ModelUnavailableException("vocab.txt: expected no empty line");
            }
        }
        return new Vocabulary(pieces, text.length());
    }

    /** The number of ids. */
    int size() {
        return size;
    }

    /** Id of a word that cannot be put together of pieces. */
    int unknown() {
        return unknown;
    }

    /** Id that stands before a window. */
    int windowStart() {
        return windowStart;
    }

    /** Id that stands behind a window. */
    int windowEnd() {
        return windowEnd;
    }

    /** Whether an id is that of a punctuation mark. */
    boolean isMark(int id) {
        return marks.get(id);
    }

    /**
     * The longest piece that begins at {@code from}: its end in the upper, its id in the lower 32 bits; {@link #NONE} if
     * there is none.
     *
     * @param continues whether the piece goes on within a word
     */
    long longest(char[] word, int from, int end, boolean continues) {
        int node = continues ? CONTINUATION_ROOT : WORD_ROOT;
        long longest = NONE;
        for (int i = from; i < end; i++) {
            int slot = slot(node, word[i]);
            if (keys[slot] == 0) {
                break;
            }
            node = targets[slot];
            if (pieces[node] >= 0) {
                longest = (long) (i + 1) << 32 | pieces[node];
            }
        }
        return longest;
    }

    private int child(int node, char unit) {
        int slot = slot(node, unit);
        if (keys[slot] == 0) {
            keys[slot] = key(node, unit);
            targets[slot] = nodes++;
        }
        return targets[slot];
    }

    private int slot(int node, char unit) {
        long key = key(node, unit);
        int mask = keys.length - 1;
        int slot = (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long key(int node, char unit) {
        return (long) node << 16 | unit | 1L << 62;
    }
}
