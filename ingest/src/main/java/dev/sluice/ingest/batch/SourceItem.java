package dev.sluice.ingest.batch;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a batch is made of. */
sealed interface SourceItem {
    /** A record of the range. */
    record Message(ConsumerRecord<byte[], byte[]> message) implements SourceItem {
        @Override
        public String toString() {
            return "Message[" + message.offset() + "]";
        }
    }

    /** Offsets without a record that can be read, up to but not including {@code to}. */
    record Gap(long from, long to, GapOutcome outcome) implements SourceItem {}

    /** What a rerun plan names. */
    sealed interface OfPlan extends SourceItem {
        int position();
    }

    /**
     * A document.
     *
     * @param retryCrashed whether it is read again even if it ended child processes before
     */
    record Again(int position, UUID documentId, int fromAttempt, String oldRoute, boolean retryCrashed)
            implements OfPlan {}

    /** A message of quarantine. */
    record Kept(int position, UUID quarantineId) implements OfPlan {}

    /** Why there is no record. */
    enum GapOutcome {
        /** Control record, compacted or aborted. */
        NO_RECORD,
        /** Removed by retention before we read it. */
        EXPIRED_UNREAD
    }
}
