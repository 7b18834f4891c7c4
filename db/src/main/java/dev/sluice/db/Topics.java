package dev.sluice.db;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The default topics and their retention. */
public final class Topics {
    /** Documents of upstream systems. */
    public static final String DOCUMENTS = "sluice.documents";
    /** Work items of the sovereign pool. */
    public static final String WORK_SOVEREIGN = "sluice.work.sovereign";
    /** Work items of the external pool. */
    public static final String WORK_EXTERNAL = "sluice.work.external";
    /** Ends of documents that stayed inside, were withheld or quarantined. */
    public static final String RESULTS_SOVEREIGN = "sluice.results.sovereign";
    /** Ends of documents whose route is EXTERNAL. */
    public static final String RESULTS_EXTERNAL = "sluice.results.external";
    /** Messages that could not be taken as documents. */
    public static final String QUARANTINE = "sluice.quarantine";
    /** Signed checkpoints of the audit log. */
    public static final String CHECKPOINTS = "sluice.checkpoints";

    /**
     * A topic as it is made where it is missing.
     *
     * @param name its name
     * @param partitions how many partitions, at least 1
     * @param retention how long records are kept
     */
    public record Definition(String name, int partitions, Duration retention) {
        /** @throws IllegalArgumentException if there is no partition or no retention */
        public Definition {
            Objects.requireNonNull(name, "name");
            if (partitions < 1 || !retention.isPositive()) {
                throw new IllegalArgumentException("a topic has a partition and a retention");
            }
        }
    }

    private static final List<Definition> DEFAULTS = List.of(
            new Definition(DOCUMENTS, 4, Duration.ofDays(7)),
            new Definition(WORK_SOVEREIGN, 4, Duration.ofDays(7)),
            new Definition(WORK_EXTERNAL, 4, Duration.ofDays(7)),
            new Definition(RESULTS_SOVEREIGN, 4, Duration.ofDays(7)),
            new Definition(RESULTS_EXTERNAL, 4, Duration.ofDays(7)),
            new Definition(QUARANTINE, 1, Duration.ofDays(30)),
            new Definition(CHECKPOINTS, 1, Duration.ofDays(365)));

    private static final Duration LEADERS = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Topics() {}

    /**
     * Makes the topics that are missing, with the cluster's own replication; existing ones stay as they are. Returns when
     * every new partition has a leader that answers, so that the first record finds one.
     *
     * @throws TopicException if the cluster cannot be reached or refuses
     */
    public static void createMissing(Map<String, Object> clientProperties, Collection<Definition> topics) {
        try (Admin admin = Admin.create(clientProperties)) {
            Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                            topics.stream().map(Topics::newTopic).toList())
                    .values();
            Set<String> made = new HashSet<>();
            for (Map.Entry<String, KafkaFuture<Void>> answer : answers.entrySet()) {
                if (await(answer.getKey(), answer.getValue())) {
                    made.add(answer.getKey());
                }
            }
            awaitLeaders(
                    admin,
                    topics.stream().filter(topic -> made.contains(topic.name())).toList());
        }
    }

    /** Asking for an offset is answered by the leader itself; the client retries until there is one. */
    private static void awaitLeaders(Admin admin, Collection<Definition> topics) {
        Map<TopicPartition, OffsetSpec> every = new HashMap<>();
        for (Definition topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                every.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        Instant until = Instant.now().plus(LEADERS);
        while (!every.isEmpty()) {
            ListOffsetsResult offsets = admin.listOffsets(every);
            every.keySet().removeIf(partition -> answers(offsets.partitionResult(partition), partition, until));
        }
    }

    private static boolean answers(KafkaFuture<?> offset, TopicPartition partition, Instant until) {
        try {
            offset.get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RetriableException) || Instant.now().isAfter(until)) {
                throw TopicException.of("the new topic " + partition.topic() + " has no leader", e);
            }
            pause(partition);
            return false;
        } catch (InterruptedException e) {
            throw interrupted(partition.topic(), e);
        }
    }

    private static void pause(TopicPartition partition) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw interrupted(partition.topic(), e);
        }
    }

    private static TopicException interrupted(String topic, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TopicException("interrupted while making the topic " + topic, e);
    }

    /** Whether it was done; not when the topic was there already. */
    private static boolean await(String topic, KafkaFuture<Void> answer) {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw TopicException.of("cannot make the topic " + topic, e);
            }
            return false;
        } catch (InterruptedException e) {
            throw interrupted(topic, e);
        }
    }

    private static NewTopic newTopic(Definition topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis())));
    }

    /** Every default topic. */
    public static List<Definition> defaults() {
        return DEFAULTS;
    }
}
