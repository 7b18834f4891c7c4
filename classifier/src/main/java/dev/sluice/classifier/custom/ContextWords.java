package dev.sluice.classifier.custom;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of which one must stand near a match: before or behind it on the same or the next lines up to an empty one, in
 * the head of its column, or in the head of its segment.
 */
public final class ContextWords {
    private static final int MOST_PHRASES = 100;
    private static final int MOST_WORDS = 20;

    private final List<List<String>> phrases;
    private final int within;

    private ContextWords(List<List<String>> phrases, int within) {
        this.phrases = phrases;
        this.within = within;
    }

    /**
     * Context of these words or phrases, upper or lower case alike.
     *
     * @param within how many words before and behind the match count, 1 to 20
     * @throws RefusedRuleException if a phrase has no word or more words than count, or a number is out of range
     */
    public static ContextWords of(List<String> phrases, int within) {
        if (phrases.isEmpty() || phrases.size() > MOST_PHRASES) {
            throw new RefusedRuleException(
                    "the context has " + phrases.size() + " words", "Write 1 to " + MOST_PHRASES + ", or no context");
        }
        if (within < 1 || within > MOST_WORDS) {
            throw new RefusedRuleException("the context reaches " + within + " words", "Write 1 to " + MOST_WORDS);
        }
        List<List<String>> read = phrases.stream().map(Words::of).toList();
        for (List<String> phrase : read) {
            if (phrase.isEmpty() || phrase.size() > within) {
                throw new RefusedRuleException(
                        "a context phrase has " + phrase.size() + " words", "Write 1 to " + within + " words each");
            }
        }
        return new ContextWords(read, within);
    }

    int within() {
        return within;
    }

    /** The words of all phrases. */
    Set<String> words() {
        return phrases.stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether one of the phrases stands in these folded words. */
    boolean isIn(List<String> words) {
        for (List<String> phrase : phrases) {
            if (Collections.indexOfSubList(words, phrase) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return phrases + " within " + within;
    }
}
