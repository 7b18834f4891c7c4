package dev.sluice.app.evaluation;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Span recall and precision by type, strict and overlapping, over the documents whose labels allow them. */
final class SpanScores {
    private static final Set<FindingType> JUDGED = GoldType.judged();

    private static final class Counts {
        private long gold;
        private long goldStrict;
        private long goldOverlapping;
        private long goldByAny;
        private long found;
        private long foundStrict;
        private long foundOverlapping;
    }

    private final Map<FindingType, Counts> counts = new EnumMap<>(FindingType.class);

    /** Adds what may be concluded from one document. */
    void add(SpanMatches matches, LabelQuality quality) {
        if (quality.allowsRecall()) {
            matches.gold().forEach(this::addGold);
        }
        if (quality.allowsPrecision()) {
            matches.found().forEach(this::addFound);
        }
    }

    private void addGold(SpanMatches.Gold gold) {
        Optional<FindingType> type = GoldType.of(gold.type()).flatMap(GoldType::counted);
        if (type.isPresent()) {
            Counts count = of(type.get());
            count.gold++;
            count.goldStrict += gold.strict() ? 1 : 0;
            count.goldOverlapping += gold.overlapping() ? 1 : 0;
            count.goldByAny += gold.found().isPresent() ? 1 : 0;
        }
    }

    private void addFound(SpanMatches.Found found) {
        if (isJudged(found)) {
            Counts count = of(found.type());
            count.found++;
            count.foundStrict += found.strict() ? 1 : 0;
            count.foundOverlapping += found.overlapping() ? 1 : 0;
        }
    }

    /** Whether the labels say if a finding is right: not on a label of unknown meaning, not of a type without labels. */
    static boolean isJudged(SpanMatches.Found found) {
        return JUDGED.contains(found.type()) && (found.overlapping() || !found.onUnknown());
    }

    private Counts of(FindingType type) {
        return counts.computeIfAbsent(type, key -> new Counts());
    }

    /** One row for each type; a rate is null where nothing was there to be rated. */
    List<SequencedMap<String, Object>> rows() {
        List<SequencedMap<String, Object>> rows = new ArrayList<>();
        counts.forEach((type, count) -> {
            SequencedMap<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("type", type.name());
            row.put("direct", GoldType.direct(type));
            row.put("gold", count.gold);
            row.put("recallStrict", Rates.of(count.goldStrict, count.gold));
            row.put("recallOverlapping", Rates.of(count.goldOverlapping, count.gold));
            row.put("recallAnyType", Rates.of(count.goldByAny, count.gold));
            row.put("found", count.found);
            row.put("precisionStrict", Rates.of(count.foundStrict, count.found));
            row.put("precisionOverlapping", Rates.of(count.foundOverlapping, count.found));
            rows.add(row);
        });
        return rows;
    }

    /** Labelled spans by type and how many of them a finding of an accepted type overlaps. */
    Map<String, Share> found() {
        Map<String, Share> found = new HashMap<>();
        counts.forEach((type, count) -> {
            if (count.gold > 0) {
                found.put(type.name(), new Share(count.goldOverlapping, count.gold));
            }
        });
        return found;
    }

    /** Overlapping recall of direct identifiers, all types together; null without any. */
    @Nullable
    Double directRecall() {
        long gold = 0;
        long right = 0;
        for (Map.Entry<FindingType, Counts> entry : counts.entrySet()) {
            if (GoldType.direct(entry.getKey())) {
                gold += entry.getValue().gold;
                right += entry.getValue().goldOverlapping;
            }
        }
        return Rates.of(right, gold);
    }

    /** Overlapping precision of findings of direct identifiers, all types together; null without any. */
    @Nullable
    Double directPrecision() {
        long found = 0;
        long right = 0;
        for (Map.Entry<FindingType, Counts> entry : counts.entrySet()) {
            if (GoldType.direct(entry.getKey())) {
                found += entry.getValue().found;
                right += entry.getValue().foundOverlapping;
            }
        }
        return Rates.of(right, found);
    }
}
