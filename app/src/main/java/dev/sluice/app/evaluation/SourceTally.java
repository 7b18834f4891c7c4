package dev.sluice.app.evaluation;

import dev.sluice.classifier.DegradedReason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was counted of one source in one language. Not thread-safe. */
final class SourceTally {
    private final SourceKey key;
    private final boolean trainedOn;
    private final SpanScores scores = new SpanScores();
    private final Confusion confusion = new Confusion();
    private final Calibration calibration = new Calibration();
    private final WorstDocuments worst;
    private final Map<DegradedReason, Long> degraded = new EnumMap<>(DegradedReason.class);
    private final SortedMap<String, Long> qualities = new TreeMap<>();
    private final SortedMap<String, Long> notSought = new TreeMap<>();
    private final SortedMap<String, Long> unknown = new TreeMap<>();
    private long sensitive;
    private long leaked;
    private long clean;
    private long overBlocked;
    private long apart;
    private long apartHeld;
    private long degradedDocuments;
    private long bytes;
    private long cpuNanos;

    SourceTally(SourceKey key, boolean trainedOn, int mostWorst) {
        this.key = key;
        this.trainedOn = trainedOn;
        this.worst = new WorstDocuments(mostWorst);
    }

    void add(Assessment.Assessed assessed) {
        switch (assessed.expectation()) {
            case SENSITIVE -> sensitive++;
            case CLEAN -> clean++;
            case APART -> {
                apart++;
                apartHeld += assessed.cleared() ? 0 : 1;
            }
        }
        leaked += assessed.leaked() ? 1 : 0;
        overBlocked += assessed.overBlocked() ? 1 : 0;
        bytes += assessed.bytes();
        cpuNanos += assessed.cpuNanos();
        qualities.merge(assessed.quality().name(), 1L, Long::sum);
        degradedDocuments += assessed.degraded().isEmpty() ? 0 : 1;
        assessed.degraded().forEach(reason -> degraded.merge(reason, 1L, Long::sum));
        for (SpanMatches.Gold gold : assessed.matches().gold()) {
            if (GoldType.of(gold.type()).isEmpty()) {
                unknown.merge(gold.type(), 1L, Long::sum);
            } else if (GoldType.of(gold.type()).flatMap(GoldType::counted).isEmpty()) {
                notSought.merge(gold.type(), 1L, Long::sum);
            }
        }
        scores.add(assessed.matches(), assessed.quality());
        confusion.add(assessed.matches(), assessed.quality());
        calibration.add(assessed.matches(), assessed.quality());
        worst.add(assessed);
    }

    long documents() {
        return sensitive + clean + apart;
    }

    SourceKey key() {
        return key;
    }

    SourceRates rates() {
        return new SourceRates(sensitive, leaked, clean, overBlocked, apart, degradedDocuments, scores.found());
    }

    /** What was counted so far; to be asked for once all is counted. */
    SourceFigures figures() {
        SequencedMap<String, Long> byName = new LinkedHashMap<>();
        degraded.forEach((reason, count) -> byName.put(reason.name(), count));
        return new SourceFigures(
                key,
                trainedOn,
                rates(),
                apartHeld,
                byName,
                qualities,
                scores,
                confusion,
                calibration,
                worst,
                notSought,
                unknown,
                bytes,
                cpuNanos);
    }
}
