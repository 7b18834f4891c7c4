package dev.sluice.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: those below the first one that is still under way. A crash then delivers again what
 * was not done, and some of what was. Thread-safe.
 */
final class ContiguousOffsets {
    /** By partition, each offset taken and whether it is done. */
    private final Map<TopicPartition, TreeMap<Long, Boolean>> taken = new HashMap<>();
    /** By partition, the offset to commit next, until it is. */
    private final Map<TopicPartition, Long> uncommitted = new HashMap<>();

    synchronized void take(TopicPartition partition, long offset) {
        taken.computeIfAbsent(partition, unused -> new TreeMap<>()).put(offset, false);
    }

    /** An offset is done; nothing happens for a partition that was given away meanwhile. */
    synchronized void done(TopicPartition partition, long offset) {
        TreeMap<Long, Boolean> offsets = taken.get(partition);
        if (offsets != null) {
            offsets.computeIfPresent(offset, (unused, done) -> true);
        }
    }

    /** What may be committed and is not yet: for each partition the offset after the last contiguous one. */
    synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
        taken.forEach((partition, offsets) -> {
            while (!offsets.isEmpty() && offsets.firstEntry().getValue()) {
                uncommitted.put(partition, offsets.pollFirstEntry().getKey() + 1);
            }
        });
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        uncommitted.forEach((partition, next) -> committable.put(partition, new OffsetAndMetadata(next)));
        return committable;
    }

    /** These were committed; what was done since remains to be. */
    synchronized void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, next) -> uncommitted.remove(partition, next.offset()));
    }

    /** Forgets a partition that is somebody else's now. */
    synchronized void forget(TopicPartition partition) {
        taken.remove(partition);
        uncommitted.remove(partition);
    }

    /** How many offsets are under way. */
    synchronized int underWay() {
        return taken.values().stream()
                .mapToInt(offsets ->
                        (int) offsets.values().stream().filter(done -> !done).count())
                .sum();
    }
}
