package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SequencedMap;

/** The documents to look at first, by id: leaked ones, over-blocked ones, then those with the most spans wrong. */
final class WorstDocuments {
    /** Why a document is one of the worst; in this order. */
    enum Why {
        LEAKED,
        OVER_BLOCKED,
        SPANS
    }

    /**
     * @param missed labelled spans without a finding of an accepted type
     * @param wrong findings without a label that accepts them
     * @param types labels that were missed, or what was found where nothing is
     */
    record Entry(
            String id,
            Why why,
            long missed,
            long wrong,
            List<String> types,
            List<String> categories,
            List<String> degraded) {
        Entry {
            types = List.copyOf(types);
            categories = List.copyOf(categories);
            degraded = List.copyOf(degraded);
        }
    }

    private static final Comparator<Entry> WORST_FIRST = Comparator.comparing(Entry::why)
            .thenComparing(entry -> entry.missed() + entry.wrong(), Comparator.reverseOrder())
            .thenComparing(Entry::id);

    private final int most;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(WORST_FIRST.reversed());

    /** @param most how many are kept, 0 or more */
    WorstDocuments(int most) {
        this.most = most;
    }

    void add(Assessment.Assessed assessed) {
        LabelQuality quality = assessed.quality();
        Collection<String> missed = quality.allowsRecall() || assessed.leaked()
                ? assessed.matches().gold().stream()
                        .filter(gold -> !gold.overlapping())
                        .map(SpanMatches.Gold::type)
                        .filter(type ->
                                GoldType.of(type).flatMap(GoldType::counted).isPresent())
                        .toList()
                : List.of();
        Collection<String> wrong = quality.allowsPrecision() || assessed.overBlocked()
                ? assessed.matches().found().stream()
                        .filter(found -> !found.overlapping() && (assessed.overBlocked() || SpanScores.isJudged(found)))
                        .map(found -> found.type().name())
                        .toList()
                : List.of();
        Why why = assessed.leaked() ? Why.LEAKED : assessed.overBlocked() ? Why.OVER_BLOCKED : Why.SPANS;
        if (why == Why.SPANS && missed.isEmpty() && wrong.isEmpty()) {
            return;
        }
        entries.add(new Entry(
                assessed.id(),
                why,
                missed.size(),
                wrong.size(),
                sorted(missed.isEmpty() ? wrong : missed),
                sorted(assessed.categories().stream().map(Enum::name).toList()),
                assessed.degraded().stream().map(Enum::name).toList()));
        if (entries.size() > most) {
            entries.remove();
        }
    }

    /** The worst first. */
    List<Entry> entries() {
        return entries.stream().sorted(WORST_FIRST).toList();
    }

    List<SequencedMap<String, Object>> rows() {
        List<SequencedMap<String, Object>> rows = new ArrayList<>();
        for (Entry entry : entries()) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("id", entry.id());
            row.put("why", entry.why().name());
            row.put("missed", entry.missed());
            row.put("wrong", entry.wrong());
            row.put("types", entry.types());
            row.put("categories", entry.categories());
            row.put("degraded", entry.degraded());
            rows.add(row);
        }
        return rows;
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().distinct().sorted().toList();
    }
}
