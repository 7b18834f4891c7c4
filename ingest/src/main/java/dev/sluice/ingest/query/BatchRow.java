package dev.sluice.ingest.query;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * One batch with counts.
 *
 * @param batchId our id
 * @param topic the topic's name
 * @param partition the partition
 * @param fromOffset first offset
 * @param toOffset offset after the last
 * @param run "0", or the id of the rerun plan
 * @param state PLANNED, RUNNING, ENDED or FAILED
 * @param reason why it failed, if it did
 * @param plannedAt when the range was cut
 * @param endedAt when every offset had its outcome, if that is so
 * @param outcomes offsets by outcome
 * @param attempts attempts made in this batch, by state
 */
public record BatchRow(
        UUID batchId,
        String topic,
        int partition,
        long fromOffset,
        long toOffset,
        String run,
        String state,
        Optional<String> reason,
        Instant plannedAt,
        Optional<Instant> endedAt,
        SortedMap<String, Long> outcomes,
        SortedMap<String, Long> attempts) {}
