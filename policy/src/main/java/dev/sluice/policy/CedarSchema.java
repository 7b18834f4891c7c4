package dev.sluice.policy;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Holds a bundle's schema to exactly what Sluice says about a document and an endpoint. An attribute more could never be
 * filled in, an optional one or one of free form could not be proved about, and a second action or a tag would be a door
 * that nobody watches.
 */
final class CedarSchema {
    static final String FILE = "schema.cedarschema";

    private static final String COPY = "Take the attributes and words of the default bundle's schema";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`|: (\\w+)$");
    private static final Set<String> BARE = Set.of("Document", "Endpoint");
    private static final String ACTION = "send";

    /** Of no attribute: a required region is compared before policies are asked. */
    private static final String REGION = "Region";

    private final Schema schema;
    private final JsonNode json;
    private final List<CedarToken> tokens;
    private final Problems problems;

    private CedarSchema(Schema schema, JsonNode json, List<CedarToken> tokens, Problems problems) {
        this.schema = schema;
        this.json = json;
        this.tokens = tokens;
        this.problems = problems;
    }

    /**
     * Reads it.
     *
     * @param problems where what is found wrong with it later goes
     * @throws Problems.Malformed if Cedar cannot read it
     */
    static CedarSchema read(BundleFiles files, Problems problems) {
        String text = files.require(FILE);
        List<CedarToken> tokens = CedarLexer.tokens(FILE, text);
        try {
            Schema schema = Schema.parse(Schema.JsonOrCedar.Cedar, text);
            return new CedarSchema(schema, schema.toJsonFormat(), tokens, problems);
        } catch (InternalException e) {
            String message = CedarSource.clean(e);
            throw new Problems.Malformed(
                    FILE, lineOf(tokens, message), "Cedar cannot read the schema: " + message, instead(message));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new Problems.Malformed(FILE, 1, "Cedar cannot read the schema", COPY);
        }
    }

    Schema schema() {
        return schema;
    }

    /** As Cedar tells it: what stands in no namespace. */
    JsonNode json() {
        return json.path("");
    }

    /** The words of an enumeration; empty if there is none of that name. */
    Set<String> words(String type) {
        Set<String> words = new HashSet<>();
        json.path("").path("entityTypes").path(type).path("enum").forEach(word -> words.add(word.asText()));
        return Set.copyOf(words);
    }

    private static String instead(String message) {
        if (message.contains("failed to resolve type")) {
            return "Write Bool, or an entity of the schema that has an enum";
        }
        if (message.contains("declared twice") || message.contains("duplicate")) {
            return "Keep one of them";
        }
        return "End each entity and action with a semicolon and each attribute with a comma";
    }

    /** The line of what a message quotes, preferably where it cannot stand behind the token before it. */
    private static int lineOf(List<CedarToken> tokens, String message) {
        Set<String> quoted = new TreeSet<>();
        for (MatchResult found : QUOTED.matcher(message).results().toList()) {
            quoted.add(Optional.ofNullable(found.group(1)).orElseGet(() -> String.valueOf(found.group(2))));
        }
        int line = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (quoted.contains(tokens.get(i).text())) {
                boolean odd = i > 0 && !tokens.get(i - 1).isAny(";", ",", "{", "}", "[", ":");
                if (odd) {
                    return tokens.get(i).line();
                }
                line = line == 0 || message.contains("twice") ? tokens.get(i).line() : line;
            }
        }
        return line > 0 || tokens.isEmpty() ? line : tokens.getLast().line();
    }

    /**
     * Compares it with a question.
     *
     * @param question the attributes that Sluice fills in, of every document and endpoint
     */
    void check(Map<String, Value> question) {
        json.fieldNames().forEachRemaining(name -> {
            if (!name.isEmpty()) {
                add(name, "namespace " + name, "Write entities and the action without a namespace");
            }
        });
        JsonNode root = json.path("");
        root.path("commonTypes")
                .fieldNames()
                .forEachRemaining(name -> add(name, "type " + name, "Remove it, and write Bool or an entity instead"));
        Map<String, String> types = new TreeMap<>();
        question.forEach((attribute, value) -> types.put(attribute, type(value)));
        checkEntities(root.path("entityTypes"), types);
        checkActions(root.path("actions"));
        checkAttributes(root.path("actions").path(ACTION).path("appliesTo"), types);
    }

    private static String type(Value value) {
        return switch (value) {
            case PrimBool yes -> "Bool";
            case EntityUID word -> word.getType().toString();
            default -> throw new IllegalStateException("a question has booleans and words only");
        };
    }

    private void checkEntities(JsonNode entities, Map<String, String> types) {
        entities.properties().forEach(entity -> {
            String name = entity.getKey();
            boolean word = types.containsValue(name) || name.equals(REGION);
            if (!word && !BARE.contains(name)) {
                add(name, "entity " + name + ", of which Sluice says nothing", "Remove it");
            } else if (word
                    && (entity.getValue().size() != 1 || !entity.getValue().has("enum"))) {
                add(name, "entity " + name + " is not an enumeration", "Write entity " + name + " enum [\"…\"];");
            } else if (!word && !entity.getValue().isEmpty()) {
                add(name, "entity " + name + " has attributes, tags or parents", "Write entity " + name + ";");
            }
        });
        for (String name : BARE) {
            if (!entities.has(name)) {
                add(name, "entity " + name + " is missing", "Write entity " + name + ";");
            }
        }
    }

    private void checkActions(JsonNode actions) {
        actions.properties().forEach(action -> {
            if (!action.getKey().equals(ACTION)) {
                add(action.getKey(), "action \"" + action.getKey() + "\", which Sluice never asks about", "Remove it");
            }
        });
        JsonNode send = actions.path(ACTION);
        JsonNode applies = send.path("appliesTo");
        if (!send.isObject()
                || send.hasNonNull("memberOf")
                || send.hasNonNull("attributes")
                || !names(applies.path("principalTypes")).equals(List.of("Document"))
                || !names(applies.path("resourceTypes")).equals(List.of("Endpoint"))) {
            add(
                    ACTION,
                    "the action \"send\" is not from a Document to an Endpoint alone",
                    "Write action \"send\" appliesTo { principal: Document, resource: Endpoint, context: { … } };");
        }
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private void checkAttributes(JsonNode applies, Map<String, String> types) {
        JsonNode attributes = applies.path("context").path("attributes");
        types.forEach((name, type) -> {
            JsonNode found = attributes.path(name);
            if (found.isMissingNode()) {
                add(ACTION, "the attribute " + name + " is missing", "Write " + name + ": " + type + ",");
            } else if (!found.path("required").asBoolean(true)) {
                add(name, "the attribute " + name + " is optional", "Write " + name + ": " + type + ",");
            } else if (!found.path("name").asText().equals(type)) {
                add(name, "the attribute " + name + " is not " + type, "Write " + name + ": " + type + ",");
            }
        });
        attributes.fieldNames().forEachRemaining(name -> {
            if (!types.containsKey(name)) {
                String instead = NearestWord.to(name, types.keySet())
                        .filter(nearest -> !attributes.has(nearest))
                        .map(nearest -> "Write " + nearest + ": " + types.get(nearest) + ",")
                        .orElse("Remove it. " + COPY);
                add(name, "the attribute " + name + ", of which Sluice says nothing", instead);
            }
        });
    }

    /** Adds a problem at the line where a name is declared. */
    void add(String name, String message, String instead) {
        problems.add(FILE, line(name).orElse(1), message, instead);
    }

    /** The line where a name is declared: the first that is not the type of another. */
    private Optional<Integer> line(String name) {
        for (int i = 0; i < tokens.size(); i++) {
            CedarToken token = tokens.get(i);
            boolean named = token.kind() == CedarToken.Kind.QUOTED
                    ? token.quoted().equals(name)
                    : token.text().equals(name);
            if (named && (i == 0 || !tokens.get(i - 1).is(":"))) {
                return Optional.of(token.line());
            }
        }
        return Optional.empty();
    }
}
