package dev.sluice.ingest.batch;

import java.util.Optional;
import java.util.UUID;

/**
 * A batch that this node holds.
 *
 * @param fence grows whenever a node takes the batch; a chunk commits only under its own
 */
record Batch(
        UUID batchId,
        long topicKey,
        String clusterId,
        String topicId,
        String topic,
        int partition,
        long fromOffset,
        long toOffset,
        String run,
        long fence) {

    /** The run of a batch that reads its range from Kafka. */
    static final String FIRST_RUN = "0";

    /** The rerun plan that this batch carries out, if it is one. */
    Optional<UUID> plan() {
        return run.equals(FIRST_RUN) ? Optional.empty() : Optional.of(UUID.fromString(run));
    }
}
