package dev.sluice.ingest.batch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A batch that this node holds.
 *
 * @param fence grows whenever a node takes the batch; a chunk commits only under its own
 * @param losses how often in a row, since its last chunk, a node left it without a word
 * @param suspect offset, or position in its plan, of the item that was under way alone when a node ended
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
        long fence,
        int losses,
        OptionalLong suspect) {

    /** The run of a batch that reads its range from Kafka. */
    static final String FIRST_RUN = "0";

    /** The topic's id as Kafka knows it. Behind a slash ours says which cut of the log the range is of. */
    String kafkaTopicId() {
        return topicId.split("/", 2)[0];
    }

    /** The rerun plan that this batch carries out, if it is one. */
    Optional<UUID> plan() {
        return run.equals(FIRST_RUN) ? Optional.empty() : Optional.of(UUID.fromString(run));
    }

    /**
     * Whether its items are to be done one at a time, so that the one that ends the node is known.
     *
     * @param tries after so many losses
     */
    boolean oneByOne(int tries) {
        return losses >= tries || suspect.isPresent();
    }
}
