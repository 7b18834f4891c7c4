package dev.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.Outbox;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.Topics;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OutboxRelayIntegrationTests {
    private TestDatabase database;
    private JdbcClient admin;
    private FakeKafka kafka;
    private OutboxRelay relay;

    @BeforeEach
    void open() {
        database = TestServices.database();
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
        kafka = new FakeKafka();
        // Time stands still: what rests, rests.
        relay = new OutboxRelay(
                database.dataSource(DatabaseRole.INGEST),
                new ContentStore(database.dataSource(DatabaseRole.INGEST), database.keyRing()),
                kafka,
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void add(String topic, String... keys) {
        Outbox outbox = new Outbox(database.dataSource(DatabaseRole.INGEST));
        database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> {
            for (String key : keys) {
                outbox.add(new OutboxMessage(topic, key, Map.of(), new byte[1]));
            }
        });
    }

    @Test
    void aTopicThatRefusesMakesNothingElseWaitOrRepeat() {
        add(Topics.WORK_SOVEREIGN, "a");
        add(Topics.QUARANTINE, "x", "y");
        add(Topics.WORK_SOVEREIGN, "b", "c");
        kafka.refused = Topics.QUARANTINE;

        assertThat(relay.publish()).isEqualTo(3);
        assertThat(relay.publish()).isZero();

        assertThat(kafka.sent).doesNotHaveDuplicates().containsSubsequence("a", "b", "c");
        assertThat(admin.sql("select message_key from sluice.outbox where published_at is null order by id")
                        .query(String.class)
                        .list())
                .containsExactly("x", "y");
    }

    @Test
    void messagesOfOneKeyAreNeverUnderWayTogether() {
        add(Topics.WORK_SOVEREIGN, "a", "a", "b", "a");

        assertThat(relay.publish()).isEqualTo(4);
        assertThat(kafka.sent).containsExactly("a", "b", "a", "a");
        assertThat(kafka.mostUnanswered.get("a")).isOne();
    }

    @Test
    void holdsNoTransactionWhileKafkaTakesItsTime() {
        add(Topics.WORK_SOVEREIGN, "a");
        kafka.whileSending =
                () -> assertThat(admin.sql("""
                                select count(*) from pg_stat_activity
                                 where usename = 'sluice_ingest' and datname = current_database()
                                   and (backend_xid is not null or backend_xmin is not null)""").query(Integer.class).single()).isZero();

        assertThat(relay.publish()).isOne();
    }

    /** Answers only when asked for the answer, as a broker does that is slow, and can refuse a topic. */
    private static final class FakeKafka extends MockProducer<String, byte[]> {
        private final List<String> sent = new ArrayList<>();
        private final Map<String, Integer> unanswered = new HashMap<>();
        private final Map<String, Integer> mostUnanswered = new HashMap<>();
        private String refused = "";
        private Runnable whileSending = () -> {};

        FakeKafka() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            whileSending.run();
            sent.add(record.key());
            if (record.topic().equals(refused)) {
                return CompletableFuture.failedFuture(new TopicAuthorizationException(refused));
            }
            mostUnanswered.merge(record.key(), unanswered.merge(record.key(), 1, Integer::sum), Math::max);
            return new CompletableFuture<>() {
                @Override
                public RecordMetadata get() {
                    unanswered.merge(record.key(), -1, Integer::sum);
                    return new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
                }
            };
        }
    }
}
