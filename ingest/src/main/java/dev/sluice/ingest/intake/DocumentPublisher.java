package dev.sluice.ingest.intake;

import dev.sluice.db.KafkaProducers;
import dev.sluice.ingest.IngestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Publishes documents as an upstream system would: CloudEvents 1.0 in Kafka's binary mode, content inline up to 900 KB and
 * as a claim check above. Safe for use by several threads.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     binding</a>
 */
public final class DocumentPublisher implements AutoCloseable {
    /** Largest content that travels in the message, in bytes. */
    public static final int INLINE_LIMIT_BYTES = 900 * 1024;

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final DocumentMessages messages;

    /**
     * Opens a publisher.
     *
     * @param clientProperties bootstrap servers and security of the Kafka client
     * @param topic the documents topic
     * @param claimDirectory where larger content is put; ingest must be allowed to claim from it
     */
    public DocumentPublisher(Map<String, Object> clientProperties, String topic, Path claimDirectory) {
        this.producer = KafkaProducers.durable(clientProperties, "sluice-publish");
        this.topic = topic;
        this.messages = new DocumentMessages(claimDirectory);
    }

    /**
     * Where a document was published.
     *
     * @param topic the topic
     * @param partition the partition
     * @param offset the offset
     */
    public record Position(String topic, int partition, long offset) {}

    /**
     * Publishes one document.
     *
     * @param document the document
     * @return its position once every replica has it, or an {@link IngestException}
     */
    public CompletableFuture<Position> publish(OutgoingDocument document) {
        CompletableFuture<Position> position = new CompletableFuture<>();
        producer.send(messages.toRecord(topic, document), (metadata, failure) -> {
            if (failure == null) {
                position.complete(new Position(metadata.topic(), metadata.partition(), metadata.offset()));
            } else {
                position.completeExceptionally(
                        new IngestException("Kafka refused a document for topic " + topic + " with "
                                + failure.getClass().getSimpleName()
                                + "; is the broker up and does it take messages of 1 MB?"));
            }
        });
        return position;
    }

    /** Waits until everything published so far has been answered. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofMillis(TimeUnit.SECONDS.toMillis(10)));
    }
}
