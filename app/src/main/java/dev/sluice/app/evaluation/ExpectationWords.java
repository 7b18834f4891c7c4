package dev.sluice.app.evaluation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * By which words a document says what must happen to it. A document's labels speak first; where none of them is known,
 * the name of its corpus does. Case does not matter.
 */
public final class ExpectationWords {
    private static final Map<String, Expectation> BUILT_IN = Map.ofEntries(
            Map.entry("PHI", Expectation.SENSITIVE),
            Map.entry("PII", Expectation.SENSITIVE),
            Map.entry("PCI", Expectation.SENSITIVE),
            Map.entry("NEEDLE", Expectation.SENSITIVE),
            Map.entry("NONE", Expectation.CLEAN),
            Map.entry("CLEAN", Expectation.CLEAN),
            Map.entry("NEG_MATCHED", Expectation.CLEAN),
            Map.entry("HEALTH", Expectation.APART),
            Map.entry("CLINICAL_DEID", Expectation.APART),
            Map.entry("PUBLIC", Expectation.APART),
            Map.entry("PUBLIC_FIGURES", Expectation.APART),
            Map.entry("QUASI", Expectation.APART));

    private final Map<String, Expectation> words = new HashMap<>(BUILT_IN);

    /**
     * The built-in words, with some added or given another meaning.
     *
     * @throws IllegalArgumentException if a word is given two meanings
     */
    public ExpectationWords(Collection<String> sensitive, Collection<String> clean, Collection<String> apart) {
        Map<String, Expectation> given = new HashMap<>();
        put(sensitive, Expectation.SENSITIVE, given);
        put(clean, Expectation.CLEAN, given);
        put(apart, Expectation.APART, given);
        words.putAll(given);
    }

    private static void put(Collection<String> added, Expectation expectation, Map<String, Expectation> given) {
        for (String word : added) {
            Expectation before = given.put(key(word), expectation);
            if (before != null && before != expectation) {
                throw new IllegalArgumentException(
                        "expected one meaning for " + word + ", found " + before + " and " + expectation);
            }
        }
    }

    /** What must happen to a document; empty when neither its labels nor its corpus say. */
    Optional<Expectation> of(List<String> labels, String corpus) {
        Optional<Expectation> labelled = labels.stream()
                .map(label -> words.get(key(label)))
                .filter(Objects::nonNull)
                .min(Expectation::compareTo);
        return labelled.or(() -> Optional.ofNullable(words.get(key(corpus.substring(corpus.lastIndexOf('/') + 1)))));
    }

    private static String key(String word) {
        return word.strip().toUpperCase(Locale.ROOT);
    }
}
