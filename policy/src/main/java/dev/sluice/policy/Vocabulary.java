package dev.sluice.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words that a bundle's schema knows. A declared word that is not among them counts as the strictest. */
public final class Vocabulary {
    /** Nobody said. */
    public static final String UNDECLARED = "UNDECLARED";
    /** Somebody said a word that the schema does not know. */
    public static final String UNKNOWN = "UNKNOWN";
    /** A country that the schema does not know. */
    public static final String OTHER = "OTHER";

    /** Enumerations whose words are Sluice's own: no bundle has others. */
    private static final Set<String> CLOSED = Set.of("Detectors", "Sensitivity", "Kind", "Location");

    private final Map<String, Set<String>> words;
    private final JsonNode schema;

    private Vocabulary(Map<String, Set<String>> words, JsonNode schema) {
        this.words = Map.copyOf(words);
        this.schema = schema;
    }

    /** What is wrong with the words goes to the problems of the schema. */
    static Vocabulary of(CedarSchema schema) {
        Map<String, Set<String>> words = new HashMap<>();
        require(schema, words, "Detectors", names(Exhaustiveness.values()));
        require(schema, words, "Sensitivity", names(MinimumSensitivity.values()));
        require(schema, words, "Kind", names(EndpointKind.values()));
        require(schema, words, "Location", names(EndpointLocation.values()));
        require(schema, words, "Purpose", List.of(UNDECLARED, UNKNOWN));
        require(schema, words, "Jurisdiction", List.of(UNDECLARED, UNKNOWN));
        require(schema, words, "Country", List.of(UNKNOWN, OTHER));
        require(schema, words, "Region", List.of());
        return new Vocabulary(words, schema.json());
    }

    private static void require(CedarSchema schema, Map<String, Set<String>> words, String type, List<String> least) {
        Set<String> found = schema.words(type);
        Set<String> others = new TreeSet<>(found);
        others.removeAll(Set.copyOf(least));
        if (found.isEmpty() || !found.containsAll(least)) {
            schema.add(
                    type,
                    "entity " + type + " lacks words that Sluice says",
                    "Write entity " + type + " enum with at least "
                            + (least.isEmpty() ? "one word" : String.join(", ", least)));
        } else if (CLOSED.contains(type) && !others.isEmpty()) {
            schema.add(
                    type,
                    "entity " + type + " has words that Sluice never says: " + String.join(", ", others),
                    "Write entity " + type + " enum with " + String.join(", ", least) + " and no more");
        }
        // What is declared is read in capitals: a policy about another word would never hold.
        others.removeIf(word -> word.matches("[A-Z][A-Z0-9_]*"));
        others.forEach(word -> schema.add(
                word,
                "the word \"" + word + "\" of entity " + type + " is not in capitals",
                "Write it in capitals, as GENERAL"));
        words.put(type, found);
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
        return words(type).contains(word);
    }

    /** The words of an enumeration that Sluice speaks of; empty for any other. */
    public Set<String> words(String type) {
        return words.getOrDefault(type, Set.of());
    }

    /**
     * One thing that a request says.
     *
     * @param type {@code Bool}, or the name of an enumeration; whatever else the schema says for anything else
     * @param words every value; empty if it is neither
     * @param required every request has it
     */
    public record Attribute(String name, String type, List<String> words, boolean required) {
        public Attribute {
            words = List.copyOf(words);
        }
    }

    /** What the schema says that a request says, by name. */
    public List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        JsonNode context = schema.path("actions").path("send").path("appliesTo").path("context");
        for (Map.Entry<String, JsonNode> entry : context.path("attributes").properties()) {
            JsonNode type = entry.getValue();
            boolean required = type.path("required").asBoolean(true);
            String name = type.path("name").asText(type.path("type").asText());
            JsonNode alias = schema.path("commonTypes").path(name);
            if (!alias.isMissingNode()) {
                name = alias.path("name").asText(alias.path("type").asText());
            }
            boolean truth = List.of("Bool", "Boolean", "__cedar::Bool").contains(name);
            List<String> values = new ArrayList<>(truth ? List.of("false", "true") : List.of());
            schema.path("entityTypes").path(name).path("enum").forEach(word -> values.add(word.asText()));
            attributes.add(new Attribute(entry.getKey(), truth ? "Bool" : name, values, required));
        }
        attributes.sort(Comparator.comparing(Attribute::name));
        return attributes;
    }
}
