package dev.sluice.app.node;

import dev.sluice.audit.SignedCheckpoint;
import dev.sluice.db.KafkaProducers;
import dev.sluice.db.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes signed checkpoints, so that others can keep them. Sending does not wait: the file beside the database is the
 * checkpoint that signing depends on, and the next one repeats what a lost one said.
 */
final class CheckpointTopic implements Consumer<SignedCheckpoint>, AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    CheckpointTopic(Map<String, Object> clientProperties) {
        this.producer = KafkaProducers.durable(clientProperties, "sluice-checkpoints");
    }

    @Override
    public void accept(SignedCheckpoint signed) {
        producer.send(new ProducerRecord<>(
                Topics.CHECKPOINTS, signed.checkpoint().origin(), signed.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
