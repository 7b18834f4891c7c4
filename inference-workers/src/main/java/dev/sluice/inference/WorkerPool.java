package dev.sluice.inference;

import dev.sluice.classifier.Classifier;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one pool in this process: a consumer of the pool's topic, a bounded number of items under way on virtual
 * threads, its own database role and its own view of the key ring. Many processes may run the same pool; Kafka shares the
 * partitions among them.
 */
public final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

    private final Pool pool;
    private final PoolSettings settings;
    private final Map<String, Object> consumerProperties;
    private final Dispatcher dispatcher;
    private final ItemRunner runner;
    private final ContiguousOffsets offsets = new ContiguousOffsets();
    private final Semaphore slots;
    private final ExecutorService items = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread poller;
    private volatile boolean stopping;
    /** The poller's alone. */
    private boolean committing;

    private long commitAgainAt = System.nanoTime();

    /**
     * A pool that does nothing until {@link #start()}.
     *
     * @param dataSource as the pool's own database role
     * @param keys SOVEREIGN_CONTENT for the sovereign pool, EXTERNAL_CONTENT and nothing else secret for the external one
     * @param clientProperties how to reach Kafka
     * @param bundle the policy in force, with its slots filled
     * @throws IllegalArgumentException when the ring lacks the pool's key or holds the other one, or an endpoint's URL or
     *     protocol is not one that workers use
     */
    public WorkerPool(
            Pool pool,
            DataSource dataSource,
            KeyRing keys,
            Map<String, Object> clientProperties,
            PolicyBundle bundle,
            Classifier classifier,
            PoolSettings settings,
            Clock clock) {
        requireOwnKeysOnly(pool, keys);
        this.pool = pool;
        this.settings = settings;
        this.consumerProperties = consumerProperties(clientProperties, settings);
        this.dispatcher = new Dispatcher(pool, dataSource, keys, bundle, classifier, settings, clock);
        this.runner = new ItemRunner(dispatcher, () -> stopping);
        this.slots = new Semaphore(settings.inFlight());
        this.poller = Thread.ofPlatform()
                .name("sluice-worker-" + pool.name().toLowerCase(java.util.Locale.ROOT))
                .unstarted(this::run);
    }

    /** Starts to take work. */
    public void start() {
        LOG.info("worker pool starts: pool={} topic={} inFlight={}", pool, settings.topic(), settings.inFlight());
        poller.start();
    }

    /** Items under way in this process now. */
    public int inFlight() {
        return settings.inFlight() - slots.availablePermits();
    }

    private static void requireOwnKeysOnly(Pool pool, KeyRing keys) {
        KeyName own = pool == Pool.EXTERNAL ? KeyName.EXTERNAL_CONTENT : KeyName.SOVEREIGN_CONTENT;
        if (!keys.holds(own)) {
            throw new IllegalArgumentException("pool " + pool + ": expected a key ring that holds " + own);
        }
        for (KeyName other : KeyName.values()) {
            if (other != own && keys.holds(other)) {
                throw new IllegalArgumentException("pool " + pool + ": expected a key ring without " + other);
            }
        }
    }

    private static Map<String, Object> consumerProperties(Map<String, Object> client, PoolSettings settings) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.inFlight());
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return properties;
    }

    /** Consumes until the pool stops; a consumer that Kafka refuses is made anew. */
    private void run() {
        while (!stopping) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerProperties)) {
                committing = false;
                consumer.subscribe(List.of(settings.topic()), new Partitions(consumer));
                while (!stopping) {
                    turn(consumer);
                }
                drain();
                commitNow(consumer);
            } catch (KafkaException e) {
                LOG.warn(
                        "worker pool lost its consumer: pool={} error={}",
                        pool,
                        e.getClass().getSimpleName());
                pauseAfterFailure();
            }
        }
    }

    private void turn(KafkaConsumer<byte[], byte[]> consumer) {
        // A paused consumer goes on polling, so the group never takes a slow model for a dead worker.
        if (slots.availablePermits() == 0 || offsets.underWay() >= settings.inFlight()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(message.topic(), message.partition());
            offsets.take(partition, message.offset());
            items.execute(() -> item(partition, message));
        }
        commitSoon(consumer);
    }

    private void item(TopicPartition partition, ConsumerRecord<byte[], byte[]> message) {
        try {
            slots.acquire();
            try {
                if (runner.run(message)) {
                    offsets.done(partition, message.offset());
                }
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for a commit and goes on polling; one at a time, and after one that failed a second later. */
    private void commitSoon(KafkaConsumer<byte[], byte[]> consumer) {
        if (committing || System.nanoTime() - commitAgainAt < 0) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committable = offsets.committable();
        if (committable.isEmpty()) {
            return;
        }
        committing = true;
        // Answered on this thread, in a later poll.
        consumer.commitAsync(committable, (asked, failure) -> {
            committing = false;
            if (failure == null) {
                offsets.committed(asked);
            } else {
                commitAgainAt = System.nanoTime() + AFTER_FAILURE.toNanos();
                LOG.warn(
                        "offsets not committed: pool={} error={}",
                        pool,
                        failure.getClass().getSimpleName());
            }
        });
    }

    /** Commits before partitions go. */
    private void commitNow(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committable = offsets.committable();
        if (!committable.isEmpty()) {
            consumer.commitSync(committable, LAST_COMMIT);
            offsets.committed(committable);
        }
    }

    private void drain() {
        try {
            items.shutdown();
            if (!items.awaitTermination(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                items.shutdownNow();
                items.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            items.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops taking work, lets calls under way end for the drain time, commits what is done. */
    @Override
    public void close() {
        stopping = true;
        try {
            poller.join(settings.drain().plusSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drain();
        dispatcher.close();
        LOG.info("worker pool stopped: pool={}", pool);
    }

    /** Commits before partitions go, and forgets them: their items are fenced by the database from then on. */
    private final class Partitions implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Partitions(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                commitNow(consumer);
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.warn(
                        "offsets not committed at rebalance: pool={} error={}",
                        pool,
                        e.getClass().getSimpleName());
            }
            partitions.forEach(offsets::forget);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(offsets::forget);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }
}
