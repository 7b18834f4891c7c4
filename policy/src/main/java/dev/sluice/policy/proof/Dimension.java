package dev.sluice.policy.proof;

import java.util.List;

/**
 * One thing in which requests differ.
 *
 * @param name of the attribute
 * @param classes its words; those of one class are told apart by no policy, and the first of them stands for all
 */
record Dimension(String name, List<List<String>> classes) {
    Dimension {
        classes = classes.stream().map(List::copyOf).toList();
    }

    int size() {
        return classes.size();
    }

    /** The word that stands for a value. */
    String word(int value) {
        return classes.get(value).getFirst();
    }

    boolean has(String word) {
        return classes.stream().anyMatch(words -> words.contains(word));
    }

    /** The value of a word. */
    int value(String word) {
        for (int value = 0; value < classes.size(); value++) {
            if (classes.get(value).contains(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("the proof knows no value " + word + " of " + name);
    }

    /** How many words there are. */
    long words() {
        return classes.stream().mapToLong(List::size).sum();
    }
}
