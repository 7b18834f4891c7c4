package dev.sluice.ingest.query;

import java.util.List;
import java.util.SortedMap;

/**
 * What became of the offsets of one partition between two offsets.
 *
 * @param topic the topic's name
 * @param partition the partition
 * @param fromOffset first offset asked for
 * @param toOffset offset after the last asked for
 * @param outcomes offsets by outcome
 * @param missing offsets without an outcome, as ranges; empty when everything is accounted for
 */
public record OffsetAccount(
        String topic,
        int partition,
        long fromOffset,
        long toOffset,
        SortedMap<String, Long> outcomes,
        List<Range> missing) {

    /** Copies its list. */
    public OffsetAccount {
        missing = List.copyOf(missing);
    }

    /**
     * A range of offsets.
     *
     * @param from first
     * @param to after the last
     */
    public record Range(long from, long to) {}

    /**
     * Whether each offset has an outcome.
     *
     * @return true when none is missing
     */
    public boolean complete() {
        return missing.isEmpty();
    }
}
