package dev.sluice.app.node;

import dev.sluice.audit.SignedCheckpoint;
import dev.sluice.db.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes signed checkpoints, so that others can keep them. Sending does not wait: the file beside the database is the
 * checkpoint that signing depends on, and the next one repeats what a lost one said.
 */
final class CheckpointTopic implements Consumer<SignedCheckpoint>, AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    CheckpointTopic(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "sluice-checkpoints");
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
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
