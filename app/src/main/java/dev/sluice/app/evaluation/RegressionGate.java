package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Holds a run to an earlier report, source by source. None may leak, over-block or degrade a larger share, find less of the
 * labelled spans of a type, or have fewer documents or labels to be measured by.
 */
public final class RegressionGate {
    /**
     * How much less of the labelled spans of a type may be found: one in a hundred of them, and one span where there are
     * fewer. All other figures have no tolerance.
     */
    static final double SPAN_TOLERANCE = 0.01;

    private final EarlierReport before;

    private RegressionGate(EarlierReport before) {
        this.before = before;
    }

    /**
     * Reads an earlier report.
     *
     * @param json its {@code report.json}
     * @param words those of the run that is to be compared
     * @throws IllegalArgumentException if it is no such report, names a source twice or none, or was measured with other words
     */
    public static RegressionGate read(String json, ExpectationWords words) {
        EarlierReport before = EarlierReport.read(json);
        if (!before.words().equals(words.added())) {
            throw new IllegalArgumentException("expected the words that it was measured with, " + before.words()
                    + ", found " + words.added() + ": what must be held is another question then");
        }
        return new RegressionGate(before);
    }

    /**
     * One sentence for each figure that became worse, in the order of sources. A source that the earlier report does not know
     * is held to no leak and no over-block.
     */
    public List<String> worsened(EvaluationReport report) {
        return worsened(report.rates());
    }

    /** One sentence for each source of the earlier report that this run has no document of. */
    public List<String> notMeasured(EvaluationReport report) {
        return notMeasured(report.rates());
    }

    List<String> worsened(SortedMap<SourceKey, SourceRates> now) {
        List<String> worsened = new ArrayList<>();
        now.forEach((key, rates) -> {
            SourceRates old = before.sources().getOrDefault(key, SourceRates.NOTHING);
            more(key, "leaks", rates.leaks(), old.leaks(), worsened);
            more(key, "over-blocks", rates.overBlocks(), old.overBlocks(), worsened);
            if (before.sources().containsKey(key)) {
                more(key, "is degraded", rates.degradedDocuments(), old.degradedDocuments(), worsened);
                fewer(key, "sensitive documents", rates.sensitive(), old.sensitive(), worsened);
                fewer(key, "clean documents", rates.clean(), old.clean(), worsened);
                fewer(key, "documents apart", rates.apart(), old.apart(), worsened);
                old.spansByType().forEach((type, share) -> {
                    Share found = rates.spans().getOrDefault(type, new Share(0, 0));
                    fewer(key, "labels " + type, found.of(), share.of(), worsened);
                    if (isLess(found, share)) {
                        worsened.add(key + " finds less " + type + ": " + found + ", before " + share);
                    }
                });
            }
        });
        return List.copyOf(worsened);
    }

    List<String> notMeasured(SortedMap<SourceKey, SourceRates> now) {
        return before.sources().entrySet().stream()
                .filter(source -> source.getValue().documents() > 0 && !now.containsKey(source.getKey()))
                .map(source -> source.getKey() + ", before " + source.getValue().documents() + " documents")
                .toList();
    }

    private static void more(SourceKey key, String what, Share now, Share before, List<String> worsened) {
        if (now.isMoreThan(before)) {
            worsened.add(key + " " + what + " more: " + now + ", before " + before);
        }
    }

    private static void fewer(SourceKey key, String what, long now, long before, List<String> worsened) {
        if (now < before) {
            worsened.add(key + " has fewer " + what + ": " + now + ", before " + before);
        }
    }

    private static boolean isLess(Share now, Share before) {
        double expected = (double) before.count() / before.of() * now.of();
        return now.count() < expected - Math.max(1, SPAN_TOLERANCE * now.of());
    }
}
