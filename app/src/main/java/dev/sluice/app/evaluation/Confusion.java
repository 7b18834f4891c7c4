package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** How often a label of one type met a finding of another; {@code NONE} stands for no finding, or no label. */
final class Confusion {
    static final String NONE = "NONE";

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    /** Adds one document as far as its labels allow. */
    void add(SpanMatches matches, LabelQuality quality) {
        if (quality.allowsRecall()) {
            for (SpanMatches.Gold gold : matches.gold()) {
                count(gold.type(), gold.found().map(Enum::name).orElse(NONE));
            }
        }
        if (quality.allowsPrecision()) {
            for (SpanMatches.Found found : matches.found()) {
                if (!found.onGold() && SpanScores.isJudged(found)) {
                    count(NONE, found.type().name());
                }
            }
        }
    }

    private void count(String gold, String found) {
        counts.computeIfAbsent(gold, key -> new TreeMap<>()).merge(found, 1L, Long::sum);
    }

    /** Cells that are not 0, by label, then by type found. */
    List<SequencedMap<String, Object>> rows() {
        List<SequencedMap<String, Object>> rows = new ArrayList<>();
        counts.forEach((gold, byFound) -> byFound.forEach((found, count) -> {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("gold", gold);
            row.put("found", found);
            row.put("count", count);
            rows.add(row);
        }));
        return rows;
    }
}
