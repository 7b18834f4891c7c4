package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Compares a run with an earlier report, source by source: none may leak a larger share or over-block a larger one. */
public final class RegressionGate {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SortedMap<SourceKey, SourceRates> before;

    private RegressionGate(SortedMap<SourceKey, SourceRates> before) {
        this.before = before;
    }

    /**
     * Reads an earlier report: {@code report.json}, or the lines of {@code --output json}.
     *
     * @throws IllegalArgumentException if it is neither, or names a source twice or none
     */
    public static RegressionGate read(String json) {
        SortedMap<SourceKey, SourceRates> before = new TreeMap<>();
        try (MappingIterator<JsonNode> roots = JSON.readerFor(JsonNode.class).readValues(json)) {
            while (roots.hasNext()) {
                JsonNode root = roots.next();
                JsonNode sources = root.get("sources");
                if (sources == null) {
                    put(root, before);
                } else {
                    for (JsonNode source : sources) {
                        put(source, before);
                    }
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("expected the JSON of an earlier report, found something else");
        }
        if (before.isEmpty()) {
            throw new IllegalArgumentException("expected the JSON of an earlier report, found no source in it");
        }
        return new RegressionGate(before);
    }

    /**
     * One sentence for each source that became worse, in the order of sources. A source that the earlier report does not
     * know is held to no leak and no over-block; one that it knows must be there again if its corpus was measured.
     */
    public List<String> worsened(EvaluationReport report) {
        return worsened(report.rates());
    }

    List<String> worsened(SortedMap<SourceKey, SourceRates> now) {
        List<String> worsened = new ArrayList<>();
        now.forEach((key, rates) -> {
            SourceRates old = before.getOrDefault(key, SourceRates.NOTHING);
            if (rates.leaksMoreThan(old)) {
                worsened.add(key + " leaks more: " + rates.leaked() + " of " + rates.sensitive() + ", before "
                        + old.leaked() + " of " + old.sensitive());
            }
            if (rates.blocksMoreThan(old)) {
                worsened.add(key + " over-blocks more: " + rates.overBlocked() + " of " + rates.clean() + ", before "
                        + old.overBlocked() + " of " + old.clean());
            }
        });
        Set<String> measured = new TreeSet<>();
        now.keySet().forEach(key -> measured.add(key.corpus()));
        before.forEach((key, rates) -> {
            SourceRates found = now.getOrDefault(key, SourceRates.NOTHING);
            if (measured.contains(key.corpus())
                    && ((rates.sensitive() > 0 && found.sensitive() == 0)
                            || (rates.clean() > 0 && found.clean() == 0))) {
                worsened.add(key + " was not measured, before it had " + (rates.sensitive() + rates.clean())
                        + " documents that count");
            }
        });
        return List.copyOf(worsened);
    }

    /** Corpora of the earlier report that this run did not look at. */
    public Set<String> notMeasured(EvaluationReport report) {
        Set<String> corpora = new TreeSet<>();
        before.keySet().forEach(key -> corpora.add(key.corpus()));
        report.rates().keySet().forEach(key -> corpora.remove(key.corpus()));
        return corpora;
    }

    private static void put(JsonNode source, SortedMap<SourceKey, SourceRates> before) {
        SourceKey key = new SourceKey(word(source, "corpus"), word(source, "source"), word(source, "lang"));
        SourceRates rates = new SourceRates(
                number(source, "sensitive", "documents"),
                number(source, "sensitive", "leaked"),
                number(source, "clean", "documents"),
                number(source, "clean", "overBlocked"));
        if (before.putIfAbsent(key, rates) != null) {
            throw new IllegalArgumentException("expected each source once, found " + key + " twice");
        }
    }

    private static String word(JsonNode source, String name) {
        JsonNode word = source.get(name);
        if (word == null || !word.isString()) {
            throw new IllegalArgumentException("expected sources with \"" + name + "\", found one without");
        }
        return word.stringValue();
    }

    private static long number(JsonNode source, String group, String name) {
        JsonNode inside = source.get(group);
        if (inside == null) {
            return 0;
        }
        JsonNode number = inside.get(name);
        if (number == null || !number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("expected a whole number \"" + group + "." + name + "\", found none");
        }
        return number.longValue();
    }
}
