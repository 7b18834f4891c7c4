package dev.sluice.classifier.rendition;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;

/**
 * Finds many words in one pass over a text, however many there are. The work grows with the text, the words' lengths and
 * what is found, and with nothing else. Immutable.
 *
 * @see <a href="https://doi.org/10.1145/360825.360855">Aho and Corasick, Efficient string matching, 1975</a>
 */
final class Automaton {
    /** A text, sign by sign. */
    @FunctionalInterface
    interface Signs {
        char at(int i);
    }

    /** Takes the place of a word; {@code word} is its number among those given, from 0. */
    @FunctionalInterface
    interface Found {
        void accept(int word, int start, int end);
    }

    private static final int ROOT = 0;
    private static final int NONE = -1;
    /** Odd, and another one in each process: no text can be made whose letters all fall into one slot. */
    private static final long SPREAD = new SecureRandom().nextLong() | 1;

    /** Node and sign of an edge, plus one; 0 for an empty slot. */
    private long[] edges = new long[1 << 8];

    private int[] targets = new int[edges.length];
    private int[] parents = new int[1 << 6];
    private char[] signs = new char[parents.length];
    private int[] depths = new int[parents.length];
    private int[] words = new int[parents.length];
    private int count = 1;

    /** The longest other beginning of a word with which a node's ends. */
    private final int[] fallbacks;

    /** The next node on the way of fallbacks at which a word ends, or the root. */
    private final int[] shorter;

    private Automaton(Collection<String> all) {
        words[ROOT] = NONE;
        int number = 0;
        for (String word : all) {
            add(word, number++);
        }
        this.fallbacks = new int[count];
        this.shorter = new int[count];
        link();
        this.parents = new int[0];
        this.signs = new char[0];
    }

    /**
     * An automaton of these words, numbered in their order.
     *
     * @throws IllegalArgumentException if one is empty or comes twice
     */
    static Automaton of(Collection<String> words) {
        return new Automaton(words);
    }

    /**
     * Finds every place of every word, those within others too, in the order of their ends.
     *
     * @param spent is told of the work as it is done; may end it by an exception
     */
    void scan(int length, Signs text, IntConsumer spent, Found found) {
        int node = ROOT;
        for (int i = 0; i < length; i++) {
            char sign = text.at(i);
            int steps = 1;
            int next = child(node, sign);
            for (; next == NONE && node != ROOT; steps++) {
                node = fallbacks[node];
                next = child(node, sign);
            }
            node = next == NONE ? ROOT : next;
            int end = words[node] == NONE ? shorter[node] : node;
            for (; end != ROOT; end = shorter[end], steps++) {
                found.accept(words[end], i + 1 - depths[end], i + 1);
            }
            spent.accept(steps);
        }
    }

    private void add(String word, int number) {
        int node = ROOT;
        for (int i = 0; i < word.length(); i++) {
            int next = child(node, word.charAt(i));
            node = next == NONE ? grow(node, word.charAt(i)) : next;
        }
        if (node == ROOT || words[node] != NONE) {
            throw new IllegalArgumentException("Automaton: expected words that differ, found one twice or empty");
        }
        words[node] = number;
    }

    private int grow(int parent, char sign) {
        if (count == parents.length) {
            int capacity = count * 2;
            parents = Arrays.copyOf(parents, capacity);
            signs = Arrays.copyOf(signs, capacity);
            depths = Arrays.copyOf(depths, capacity);
            words = Arrays.copyOf(words, capacity);
        }
        if (count * 2 > edges.length) {
            long[] old = edges;
            int[] oldTargets = targets;
            edges = new long[old.length * 2];
            targets = new int[edges.length];
            for (int i = 0; i < old.length; i++) {
                if (old[i] != 0) {
                    int slot = slot(old[i]);
                    edges[slot] = old[i];
                    targets[slot] = oldTargets[i];
                }
            }
        }
        int slot = slot(edge(parent, sign));
        edges[slot] = edge(parent, sign);
        targets[slot] = count;
        parents[count] = parent;
        signs[count] = sign;
        depths[count] = depths[parent] + 1;
        words[count] = NONE;
        return count++;
    }

    private void link() {
        for (int node : byDepth()) {
            int parent = parents[node];
            if (parent == ROOT) {
                continue;
            }
            int at = fallbacks[parent];
            int next = child(at, signs[node]);
            while (next == NONE && at != ROOT) {
                at = fallbacks[at];
                next = child(at, signs[node]);
            }
            fallbacks[node] = next == NONE ? ROOT : next;
            shorter[node] = words[fallbacks[node]] == NONE ? shorter[fallbacks[node]] : fallbacks[node];
        }
    }

    /** All nodes but the root, the shortest beginnings first. */
    private int[] byDepth() {
        int deepest = 0;
        for (int node = 1; node < count; node++) {
            deepest = Math.max(deepest, depths[node]);
        }
        int[] places = new int[deepest + 2];
        for (int node = 1; node < count; node++) {
            places[depths[node] + 1]++;
        }
        for (int depth = 1; depth < places.length; depth++) {
            places[depth] += places[depth - 1];
        }
        int[] ordered = new int[count - 1];
        for (int node = 1; node < count; node++) {
            ordered[places[depths[node]]++] = node;
        }
        return ordered;
    }

    private int child(int node, char sign) {
        int slot = slot(edge(node, sign));
        return edges[slot] == 0 ? NONE : targets[slot];
    }

    private static long edge(int node, char sign) {
        return ((long) node << Character.SIZE | sign) + 1;
    }

    /** Where the edge is, or where it would be put. */
    private int slot(long edge) {
        int mask = edges.length - 1;
        int slot = (int) (edge * SPREAD >>> 32) & mask;
        while (edges[slot] != 0 && edges[slot] != edge) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
