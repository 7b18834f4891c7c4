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
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private final SourceKey key;
    private final SpanScores scores = new SpanScores();
    private final Confusion confusion = new Confusion();
    private final Calibration calibration = new Calibration();
    private final WorstDocuments worst;
    private final Map<DegradedReason, Long> degraded = new EnumMap<>(DegradedReason.class);
    private final SortedMap<String, Long> qualities = new TreeMap<>();
    private final SortedMap<String, Long> notSought = new TreeMap<>();
    private final SortedMap<String, Long> unknown = new TreeMap<>();
    private long documents;
    private long sensitive;
    private long leaked;
    private long clean;
    private long overBlocked;
    private long apart;
    private long apartHeld;
    private long bytes;
    private long cpuNanos;

    SourceTally(SourceKey key, int mostWorst) {
        this.key = key;
        this.worst = new WorstDocuments(mostWorst);
    }

    void add(Assessment.Assessed assessed) {
        documents++;
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

    SourceKey key() {
        return key;
    }

    SourceRates rates() {
        return new SourceRates(sensitive, leaked, clean, overBlocked);
    }

    long documents() {
        return documents;
    }

    long apart() {
        return apart;
    }

    long apartHeld() {
        return apartHeld;
    }

    long bytes() {
        return bytes;
    }

    long cpuNanos() {
        return cpuNanos;
    }

    SpanScores scores() {
        return scores;
    }

    Confusion confusion() {
        return confusion;
    }

    Calibration calibration() {
        return calibration;
    }

    WorstDocuments worst() {
        return worst;
    }

    SequencedMap<String, Long> degraded() {
        SequencedMap<String, Long> byName = new LinkedHashMap<>();
        degraded.forEach((reason, count) -> byName.put(reason.name(), count));
        return byName;
    }

    SortedMap<String, Long> qualities() {
        return qualities;
    }

    SortedMap<String, Long> notSought() {
        return notSought;
    }

    SortedMap<String, Long> unknown() {
        return unknown;
    }

    /** Megabytes (10⁶ bytes of UTF-8) a second of processor time. */
    double megabytesPerCpuSecond() {
        return cpuNanos == 0 ? 0 : bytes / MEGABYTE / (cpuNanos / NANOS);
    }
}
