package dev.sluice.app.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run is held to, from the {@code report.json} of an earlier one.
 *
 * @param words what {@link ExpectationWords#added()} was
 * @param sources at least one
 */
record EarlierReport(SortedMap<String, String> words, SortedMap<SourceKey, SourceRates> sources) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws IllegalArgumentException if it is no such report, or names a source twice or none */
    static EarlierReport read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("expected the report.json of an earlier run, found something else");
        }
        if (root == null || !root.isObject()) {
            throw new IllegalArgumentException("expected the report.json of an earlier run, found something else");
        }
        JsonNode form = root.get("form");
        if (form == null || !form.isInt() || form.intValue() != EvaluationReport.FORM) {
            throw new IllegalArgumentException("expected a report of form " + EvaluationReport.FORM + ", found "
                    + (form == null ? "none" : "another") + "; measure again with --report");
        }
        SortedMap<SourceKey, SourceRates> sources = new TreeMap<>();
        JsonNode listed = root.get("sources");
        if (listed != null) {
            listed.forEach(source -> put(source, sources));
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("expected the report.json of an earlier run, found no source in it");
        }
        return new EarlierReport(words(root.get("words")), sources);
    }

    private static SortedMap<String, String> words(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException(
                    "expected \"words\", those that documents were told apart by, found none");
        }
        SortedMap<String, String> words = new TreeMap<>();
        node.properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asString()));
        return words;
    }

    private static void put(JsonNode source, SortedMap<SourceKey, SourceRates> sources) {
        SourceKey key = new SourceKey(
                word(source, "corpus", "sources"), word(source, "source", "sources"), word(source, "lang", "sources"));
        SourceRates rates = new SourceRates(
                number(source, "sensitive", "documents"),
                number(source, "sensitive", "leaked"),
                number(source, "clean", "documents"),
                number(source, "clean", "overBlocked"),
                number(source, "apart", "documents"),
                number(source, "degradedDocuments"),
                spans(source.get("spans")));
        if (sources.putIfAbsent(key, rates) != null) {
            throw new IllegalArgumentException("expected each source once, found " + key + " twice");
        }
    }

    private static Map<String, Share> spans(@Nullable JsonNode rows) {
        Map<String, Share> spans = new HashMap<>();
        if (rows == null || !rows.isArray()) {
            throw new IllegalArgumentException("expected sources with \"spans\", found one without");
        }
        for (JsonNode row : rows) {
            long labelled = number(row, "gold");
            if (labelled > 0) {
                JsonNode recall = row.get("recallOverlapping");
                if (recall == null || !recall.isNumber()) {
                    throw new IllegalArgumentException("expected a number \"recallOverlapping\", found none");
                }
                spans.put(word(row, "type", "spans"), new Share(Math.round(recall.doubleValue() * labelled), labelled));
            }
        }
        return spans;
    }

    private static String word(JsonNode object, String name, String where) {
        JsonNode word = object.get(name);
        if (word == null || !word.isString()) {
            throw new IllegalArgumentException("expected " + where + " with \"" + name + "\", found one without");
        }
        return word.stringValue();
    }

    private static long number(JsonNode source, String group, String name) {
        JsonNode inside = source.get(group);
        return inside == null ? 0 : number(inside, name);
    }

    private static long number(JsonNode object, String name) {
        JsonNode number = object.get(name);
        if (number == null || !number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("expected a whole number \"" + name + "\", found none");
        }
        return number.longValue();
    }
}
