package dev.sluice.classifier.pattern;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which languages write a word as a small one, and which of the covered ones know it at all. Near languages share most words
 * of a sentence; their small words are where they differ. Immutable.
 */
final class SmallWords {
    private final Lexicon words;
    private final int others;

    private SmallWords(Lexicon words, int others) {
        this.words = words;
        this.others = others;
    }

    /**
     * Of the languages that have each small word, by their letters, and the ordinary words of the covered ones.
     *
     * @throws IllegalStateException if there are more languages than a long has bits for
     */
    static SmallWords of(Map<String, Set<String>> small, Map<Language, Set<String>> ordinary) {
        Set<String> codes = new TreeSet<>();
        small.values().forEach(codes::addAll);
        Language.ALL.forEach(language -> codes.remove(language.code()));
        codes.remove("en");
        List<String> others = List.copyOf(codes);
        int first = 2 * Language.ALL.size();
        if (first + others.size() > Long.SIZE) {
            throw new IllegalStateException(
                    "Small words: expected at most " + (Long.SIZE - first) + " languages, found " + others.size());
        }
        Lexicon.Builder builder = new Lexicon.Builder();
        small.forEach((word, languages) -> {
            for (Language language : Language.ALL) {
                builder.word(word, languages.contains(language.code()) ? own(language) : 0);
            }
            for (int i = 0; i < others.size(); i++) {
                builder.word(word, languages.contains(others.get(i)) ? 1L << first + i : 0);
            }
        });
        ordinary.forEach((language, words) -> words.forEach(word -> builder.word(word, known(language))));
        return new SmallWords(builder.build(""), others.size());
    }

    private static long own(Language language) {
        return 1L << language.ordinal();
    }

    private static long known(Language language) {
        return 1L << Language.ALL.size() + language.ordinal();
    }

    /** How many languages are there that are not covered. */
    int others() {
        return others;
    }

    /** What is known of a word, for the questions below. */
    long of(Scan scan, int token) {
        Tokens tokens = scan.tokens;
        return words.cues(scan.text.folded(), tokens.start[token], tokens.end[token], tokens.hash[token]);
    }

    /** Whether it is a small word of this language. */
    boolean isOwn(long word, Language language) {
        return (word & own(language)) != 0;
    }

    /** Whether it is a word of this language at all, as far as the lists go. */
    boolean isKnown(long word, Language language) {
        return (word & (own(language) | known(language))) != 0;
    }

    /** Whether it is a small word of languages that are not covered, and no word of this one. */
    boolean isOther(long word, Language language) {
        return word >>> 2 * Language.ALL.size() != 0 && !isKnown(word, language);
    }

    /** Whether it is a small word of one of the languages that are not covered. */
    boolean isIn(long word, int other) {
        return (word >>> 2 * Language.ALL.size() + other & 1) != 0;
    }
}
