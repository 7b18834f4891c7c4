package dev.sluice.app.evaluation;

import dev.sluice.classifier.Category;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By which words a document says what must happen to it. A document's labels speak first; where there is none, the name of
 * its corpus does. Case does not matter.
 */
public final class ExpectationWords {
    /** Health context without a person: it asks for nothing by itself, and takes nothing from what other labels ask for. */
    private static final String BESIDE_OTHERS = Category.HEALTH_INFO.name();

    private static final Map<String, Expectation> BUILT_IN = builtIn();

    private final Map<String, Expectation> words = new HashMap<>(BUILT_IN);
    private final SortedMap<String, Expectation> added = new TreeMap<>();

    /**
     * The built-in words, with some added or given another meaning.
     *
     * @throws IllegalArgumentException if a word is given two meanings
     */
    public ExpectationWords(Collection<String> sensitive, Collection<String> clean, Collection<String> apart) {
        put(sensitive, Expectation.SENSITIVE);
        put(clean, Expectation.CLEAN);
        put(apart, Expectation.APART);
        words.putAll(added);
    }

    private static Map<String, Expectation> builtIn() {
        Map<String, Expectation> known = new HashMap<>();
        for (Category category : Category.values()) {
            known.put(category.name(), Expectation.SENSITIVE);
        }
        known.put("NEEDLE", Expectation.SENSITIVE);
        for (String ordinary : List.of("NONE", "CLEAN", "NEG_MATCHED")) {
            known.put(ordinary, Expectation.CLEAN);
        }
        for (String either : List.of(BESIDE_OTHERS, "HEALTH", "CLINICAL_DEID", "PUBLIC", "PUBLIC_FIGURES", "QUASI")) {
            known.put(either, Expectation.APART);
        }
        return Map.copyOf(known);
    }

    private void put(Collection<String> given, Expectation expectation) {
        for (String word : given) {
            Expectation before = added.put(key(word), expectation);
            if (before != null && before != expectation) {
                throw new IllegalArgumentException(
                        "expected one meaning for " + word + ", found " + before + " and " + expectation);
            }
        }
    }

    /** Whether a document with this label says what must happen to it. */
    boolean knows(String label) {
        return words.containsKey(key(label));
    }

    /** What must happen to a document all of whose labels are known; empty when it has none and its corpus does not say. */
    Optional<Expectation> of(List<String> labels, String corpus) {
        if (labels.isEmpty()) {
            return Optional.ofNullable(words.get(key(corpus.substring(corpus.lastIndexOf('/') + 1))));
        }
        List<String> keys =
                labels.stream().map(ExpectationWords::key).distinct().toList();
        return keys.stream()
                .filter(label -> keys.size() == 1 || !label.equals(BESIDE_OTHERS) || added.containsKey(label))
                .map(words::get)
                .filter(Objects::nonNull)
                .min(Expectation::compareTo);
    }

    /** The words that were given, in upper case, and what they mean. */
    SortedMap<String, String> added() {
        SortedMap<String, String> names = new TreeMap<>();
        added.forEach((word, expectation) -> names.put(word, expectation.name()));
        return names;
    }

    private static String key(String word) {
        return word.strip().toUpperCase(Locale.ROOT);
    }
}
