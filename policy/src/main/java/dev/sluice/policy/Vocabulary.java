package dev.sluice.policy;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.schema.Schema;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words that a bundle's schema knows. A declared word that is not among them counts as the strictest. */
final class Vocabulary {
    static final String UNDECLARED = "UNDECLARED";
    static final String UNKNOWN = "UNKNOWN";
    static final String OTHER = "OTHER";

    private final Map<String, Set<String>> words;

    private Vocabulary(Map<String, Set<String>> words) {
        this.words = Map.copyOf(words);
    }

    static Vocabulary of(Schema schema, Problems problems) {
        Map<String, Set<String>> words = new HashMap<>();
        require(schema, problems, words, "Detectors", names(Exhaustiveness.values()));
        require(schema, problems, words, "Sensitivity", names(MinimumSensitivity.values()));
        require(schema, problems, words, "Kind", names(EndpointKind.values()));
        require(schema, problems, words, "Location", names(EndpointLocation.values()));
        require(schema, problems, words, "Purpose", List.of(UNDECLARED, UNKNOWN));
        require(schema, problems, words, "Jurisdiction", List.of(UNDECLARED, UNKNOWN));
        require(schema, problems, words, "Country", List.of(UNKNOWN, OTHER));
        require(schema, problems, words, "Region", List.of());
        return new Vocabulary(words);
    }

    private static void require(
            Schema schema, Problems problems, Map<String, Set<String>> words, String type, List<String> least) {
        Set<String> found = new HashSet<>();
        try {
            JsonNode json = schema.toJsonFormat();
            json.path("").path("entityTypes").path(type).path("enum").forEach(word -> found.add(word.asText()));
        } catch (InternalException | JsonProcessingException | RuntimeException e) {
            problems.add(CedarPolicies.SCHEMA, 0, "the schema cannot be read", "Copy the one of the default bundle");
        }
        if (found.isEmpty() || !found.containsAll(least)) {
            problems.add(
                    CedarPolicies.SCHEMA,
                    0,
                    "entity " + type + " lacks words that Sluice says",
                    "Write entity " + type + " enum with at least "
                            + (least.isEmpty() ? "one word" : String.join(", ", least)));
        }
        words.put(type, Set.copyOf(found));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    /** The word as the schema has it; blank is undeclared, a word that it does not have is unknown. */
    String declared(String type, String word) {
        String upper = word.strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty()) {
            return UNDECLARED;
        }
        return knows(type, upper) ? upper : UNKNOWN;
    }

    /** The country as the schema has it. */
    String country(String code) {
        String upper = code.strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty()) {
            return UNKNOWN;
        }
        return knows("Country", upper) ? upper : OTHER;
    }

    boolean knows(String type, String word) {
        return words.getOrDefault(type, Set.of()).contains(word);
    }
}
