package dev.sluice.ingest.batch;

import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message as it came: from its topic, or once more from quarantine.
 *
 * @param message the record; one whose stored content cannot be read has its place only
 * @param quarantineId under which it is kept, when it comes from there
 */
record Arrival(ConsumerRecord<byte[], byte[]> message, Optional<UUID> quarantineId) {
    static Arrival fromTopic(ConsumerRecord<byte[], byte[]> message) {
        return new Arrival(message, Optional.empty());
    }

    long offset() {
        return message.offset();
    }

    @Override
    public String toString() {
        return "Arrival[" + offset() + "]";
    }
}
