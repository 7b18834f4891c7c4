package dev.sluice.classifier.rendition;

import java.util.function.IntConsumer;

/**
 * Tells whether a folded text holds a word, at the cost of the places of the rarest four signs of the word. What is looked
 * for is drawn under a secret key, so that no text can be made in which those are many.
 */
final class QGramIndex {
    private static final int Q = 4;
    private static final int SHIFT = 7;

    private final FoldedText text;
    private final int mask;
    /** How many places a slot has. */
    private final int[] counts;
    /** The last place of a slot, plus one. */
    private final int[] last;
    /** The place before a place in the same slot, plus one. */
    private final int[] before;

    QGramIndex(FoldedText text) {
        this.text = text;
        int places = Math.max(0, text.length() - Q + 1);
        int slots = Integer.highestOneBit(Math.max(places, 1)) * 2;
        this.mask = slots - 1;
        this.counts = new int[slots];
        this.last = new int[slots];
        this.before = new int[places];
        for (int i = 0; i < places; i++) {
            int slot = slot(text.at(i), text.at(i + 1), text.at(i + 2), text.at(i + 3));
            counts[slot]++;
            before[i] = last[slot];
            last[slot] = i + 1;
        }
    }

    /** Whether the text holds the folded word; one of fewer than four signs counts as held. */
    boolean holds(String folded, IntConsumer spent) {
        if (folded.length() < Q) {
            return true;
        }
        int rarest = 0;
        int slot = slot(folded, 0);
        for (int i = 1; i + Q <= folded.length() && counts[slot] > 0; i++) {
            int other = slot(folded, i);
            if (counts[other] < counts[slot]) {
                rarest = i;
                slot = other;
            }
        }
        spent.accept(folded.length() + counts[slot]);
        for (int place = last[slot]; place > 0; place = before[place - 1]) {
            if (text.matches(place - 1 - rarest, folded)) {
                return true;
            }
        }
        return false;
    }

    private int slot(String folded, int at) {
        return slot(folded.charAt(at), folded.charAt(at + 1), folded.charAt(at + 2), folded.charAt(at + 3));
    }

    private int slot(char first, char second, char third, char fourth) {
        int hash = ((first << SHIFT ^ second) << SHIFT ^ third) << SHIFT ^ fourth;
        hash *= 0x9E3779B1;
        return (hash ^ hash >>> 15) & mask;
    }
}
