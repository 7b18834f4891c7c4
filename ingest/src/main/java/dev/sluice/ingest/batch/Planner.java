package dev.sluice.ingest.batch;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.intake.DocumentTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cuts the partitions that this node owns into ranges and plans a batch for each. It is a member of an ordinary consumer
 * group, so Kafka spreads the partitions over the nodes, and it never fetches a record: every partition stays paused.
 *
 * <p>Two planners of one partition (an old owner that has not noticed yet) cannot make overlapping ranges: each range begins
 * where the newest planned one ends, and no two of one partition begin at the same offset.
 */
final class Planner {
    private static final Logger log = LoggerFactory.getLogger(Planner.class);

    private static final Duration CHECK_TOPIC = Duration.ofSeconds(5);
    /** A topic that is being made anew can show its end before its id. */
    private static final int LOOKS = 3;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> member;
    private final SourceTopics topics;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final LogCuts logCuts;
    private final int rangeRecords;
    private final Duration rangeAge;
    private final Map<TopicPartition, Cut> cuts = new HashMap<>();
    private final Runnable planned;

    Planner(
            KafkaConsumer<byte[], byte[]> member,
            SourceTopics topics,
            DataSource dataSource,
            TransactionTemplate transaction,
            AuditLog audit,
            LogCuts logCuts,
            int rangeRecords,
            Duration rangeAge,
            Runnable planned) {
        this.member = member;
        this.topics = topics;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.audit = audit;
        this.logCuts = logCuts;
        this.rangeRecords = rangeRecords;
        this.rangeAge = rangeAge;
        this.planned = planned;
    }

    /** Where the next range of a partition begins, and since when something is waiting there. */
    private static final class Cut {
        final long topicKey;
        long next;
        long waitingSince;
        long checkedAt = System.nanoTime();
        /** The least end that was seen below what is planned, how often it was looked at since, and when last. */
        long lowestEnd;

        int looks;
        long lookedAt;

        Cut(long topicKey, long next) {
            this.topicKey = topicKey;
            this.next = next;
        }
    }

    /** Topics that a pattern matches are looked for whenever the member's metadata grows old: every few seconds. */
    void subscribe(DocumentTopics read) {
        switch (read) {
            case DocumentTopics.Named named -> member.subscribe(named.names(), new Pausing());
            case DocumentTopics.Matching matching -> member.subscribe(matching.pattern(), new Pausing());
        }
    }

    private final class Pausing implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(cuts::remove);
        }
    }

    /** One look at every owned partition; waits for Kafka at most as long as given. */
    void tick(Duration wait) {
        member.poll(wait);
        Collection<TopicPartition> owned = member.assignment();
        if (owned.isEmpty()) {
            return;
        }
        member.pause(owned);
        Map<TopicPartition, Long> ends = member.endOffsets(owned);
        for (TopicPartition partition : owned) {
            Long end = ends.get(partition);
            if (end != null) {
                cut(partition, end, System.nanoTime());
            }
        }
    }

    private void cut(TopicPartition partition, long end, long now) {
        Cut cut = cuts.computeIfAbsent(partition, this::begin);
        boolean due = now - cut.checkedAt >= CHECK_TOPIC.toNanos();
        if ((end < cut.next || due) && madeAnew(partition, cut)) {
            return;
        }
        cut.checkedAt = due ? now : cut.checkedAt;
        if (end < cut.next || cut.looks > 0) {
            wasCut(partition, cut, end, now);
            return;
        }
        while (end > cut.next) {
            if (cut.waitingSince == 0) {
                cut.waitingSince = now;
            }
            boolean full = end - cut.next >= rangeRecords;
            if (!full && now - cut.waitingSince < rangeAge.toNanos()) {
                return;
            }
            if (madeAnew(partition, cut)) {
                return;
            }
            plan(partition, cut, Math.min(end, cut.next + rangeRecords));
            cut.waitingSince = 0;
        }
    }

    /** No log ends before what was planned of it unless it was cut, also if it has grown beyond that by the next look. */
    private void wasCut(TopicPartition partition, Cut cut, long end, long now) {
        if (cut.looks > 0 && now - cut.lookedAt < LOOK_AGAIN.toNanos()) {
            return;
        }
        cut.lowestEnd = cut.looks == 0 ? end : Math.min(cut.lowestEnd, end);
        cut.lookedAt = now;
        cut.looks++;
        if (cut.looks < LOOKS) {
            log.warn(
                    "the log ends before what was planned of it topic={} partition={} end={} planned={} look={}",
                    partition.topic(),
                    partition.partition(),
                    end,
                    cut.next,
                    cut.looks);
            return;
        }
        logCuts.note(cut.topicKey, partition.partition(), cut.lowestEnd, cut.next);
        cuts.remove(partition);
        log.error(
                "Kafka cut the log below what was planned of it; it is read again from its beginning, and what is known counts "
                        + "once. Records that were cut and not read are lost: have upstream systems publish again what they sent "
                        + "since, and see unclean.leader.election.enable topic={} partition={} end={} planned={}",
                partition.topic(),
                partition.partition(),
                cut.lowestEnd,
                cut.next);
    }

    /** Whether another topic of the same name is there now: its offsets are counted from its own beginning. */
    private boolean madeAnew(TopicPartition partition, Cut cut) {
        if (topics.key(partition.topic(), partition.partition()) == cut.topicKey) {
            return false;
        }
        log.info("topic was made anew, or its log cut partition={}", partition.partition());
        cuts.remove(partition);
        return true;
    }

    /** A partition that was never planned begins at its first offset that exists. */
    private Cut begin(TopicPartition partition) {
        long topicKey = topics.key(partition.topic(), partition.partition());
        long planned = plannedTo(topicKey, partition.partition());
        long first = planned >= 0
                ? planned
                : member.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        return new Cut(topicKey, first);
    }

    private void plan(TopicPartition partition, Cut cut, long to) {
        UUID batchId = UuidV7.next();
        boolean made = Boolean.TRUE.equals(transaction.execute(status -> {
            int inserted = jdbc.sql("""
                            insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state)
                            values (:batch, :topic, :partition, :from, :to, 'PLANNED')
                            on conflict (topic_key, partition, from_offset, run) do nothing
                            """)
                    .param("batch", batchId)
                    .param("topic", cut.topicKey)
                    .param("partition", partition.partition())
                    .param("from", cut.next)
                    .param("to", to)
                    .update();
            if (inserted == 1) {
                audit.append(List.of(AuditEvent.of(AuditEvents.BATCH_PLANNED, Actor.system("ingest"))
                        .batch(batchId)
                        .with(Map.of("partition", partition.partition(), "from", cut.next, "to", to, "run", "0"))));
            }
            return inserted == 1;
        }));
        if (made) {
            log.info(
                    "batch planned batchId={} partition={} from={} to={}",
                    batchId,
                    partition.partition(),
                    cut.next,
                    to);
            cut.next = to;
            planned.run();
        } else {
            // Another planner was here: go on after what it planned.
            cut.next = plannedTo(cut.topicKey, partition.partition());
        }
    }

    private long plannedTo(long topicKey, int partition) {
        return jdbc.sql("""
                        select coalesce(max(to_offset), -1) from sluice.batch
                         where topic_key = :topic and partition = :partition and run = '0'
                        """)
                .param("topic", topicKey)
                .param("partition", partition)
                .query(Long.class)
                .single();
    }
}
