package dev.sluice.policy;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a document must stay.
 *
 * @param declared there is a requirement
 * @param regions the regions that satisfy it; empty if it names one that the bundle does not know: then none does
 */
public record Residency(boolean declared, Set<String> regions) {
    public Residency {
        regions = Set.copyOf(regions);
    }

    /** What words separated by commas require; blank requires nothing. */
    public static Residency of(String declaredWords, Vocabulary vocabulary) {
        Set<String> words = Stream.of(declaredWords.split(","))
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        boolean known = words.stream().allMatch(word -> vocabulary.knows("Region", word));
        return new Residency(!declaredWords.isBlank(), known ? words : Set.of());
    }

    /** Whether processing and storage both lie in a required region. Unknown places of a third party do not. */
    public boolean admits(EndpointKind kind, Set<String> processing, Set<String> storage) {
        if (!declared || kind == EndpointKind.IN_PROCESS) {
            return true;
        }
        if (kind.inside() && processing.isEmpty() && storage.isEmpty()) {
            return true;
        }
        return !processing.isEmpty()
                && !storage.isEmpty()
                && regions.containsAll(processing)
                && regions.containsAll(storage);
    }

    /** Whether any place could satisfy it. */
    public boolean satisfiable() {
        return !declared || !regions.isEmpty();
    }
}
