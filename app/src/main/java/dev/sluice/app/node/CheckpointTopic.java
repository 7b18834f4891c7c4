package dev.sluice.app.node;

import dev.sluice.audit.SignedCheckpoint;
import dev.sluice.db.KafkaProducers;
import dev.sluice.db.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes signed checkpoints, so that others can keep them. A thread of its own sends the newest, so that signing never
 * waits for Kafka: the file beside the database is the checkpoint that signing depends on, and the next one repeats what
 * a lost one said.
 */
final class CheckpointTopic implements Consumer<SignedCheckpoint>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointTopic.class);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final BlockingQueue<SignedCheckpoint> newest = new ArrayBlockingQueue<>(1);
    private final Thread sender =
            Thread.ofPlatform().name("sluice-checkpoints").daemon(true).unstarted(this::run);
    private volatile boolean closing;

    CheckpointTopic(Map<String, Object> clientProperties) {
        this(KafkaProducers.durable(clientProperties, "sluice-checkpoints"));
    }

    CheckpointTopic(Producer<String, byte[]> producer) {
        this.producer = producer;
        sender.start();
    }

    @Override
    public synchronized void accept(SignedCheckpoint signed) {
        newest.clear();
        newest.add(signed);
    }

    private void run() {
        try {
            while (!closing) {
                send(newest.take());
            }
        } catch (InterruptedException stopped) {
            // Closing: what is left is sent below.
        }
        SignedCheckpoint last = newest.poll();
        if (last != null) {
            send(last);
        }
    }

    private void send(SignedCheckpoint signed) {
        try {
            producer.send(new ProducerRecord<>(
                    Topics.CHECKPOINTS,
                    signed.checkpoint().origin(),
                    signed.text().getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException failed) {
            log.warn(
                    "a checkpoint was not passed on size={} cause={}",
                    signed.checkpoint().size(),
                    failed.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        closing = true;
        sender.interrupt();
        try {
            sender.join(GRACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close(GRACE);
    }
}
