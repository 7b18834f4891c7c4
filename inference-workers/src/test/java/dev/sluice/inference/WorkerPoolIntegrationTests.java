package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.Classifier;
import dev.sluice.db.KeyRing;
import dev.sluice.db.WorkItem;
import dev.sluice.db.testing.TestServices;
import dev.sluice.policy.Pool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolIntegrationTests {
    @TempDir
    static Path folder;

    static Workshop workshop;
    static Map<String, Object> kafka;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        kafka = TestServices.kafka().clientProperties();
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @BeforeEach
    void forget() {
        workshop.api.behave().forget();
    }

    @Test
    void worksOffItsTopicSkipsWhatIsNoWorkItemAndCommitsEverything() throws Exception {
        String topic = TestServices.kafka().freshTopic("work");
        List<WorkItem> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            items.add(workshop.document(Workshop.PUBLIC + " Number " + i + "."));
        }
        publish(topic, "not a work item".getBytes(StandardCharsets.UTF_8));
        for (WorkItem item : items) {
            publish(topic, item.toMessage().payload());
            publish(topic, item.toMessage().payload());
        }

        try (WorkerPool pool = pool(topic, workshop.keys(Pool.EXTERNAL))) {
            pool.start();
            for (int i = 0; i < 600 && !allCompleted(items); i++) {
                Thread.sleep(100);
            }
        }

        assertThat(items).allSatisfy(item -> {
            assertThat(workshop.state(item)).isEqualTo("COMPLETED");
            assertThat(workshop.messages(item)).hasSize(1);
        });
        assertThat(workshop.api.requests()).hasSize(items.size());
        try (Admin admin = Admin.create(kafka)) {
            assertThat(admin.listConsumerGroupOffsets("group-" + topic)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(topic, 0))
                            .offset())
                    .isEqualTo(25);
        }
    }

    @Test
    void whatNobodyCanWorkOnIsSetAsideOnceWithItsReasonAndStopsNothing() throws Exception {
        String topic = TestServices.kafka().freshTopic("work");
        WorkItem good = workshop.document(Workshop.PUBLIC + " Behind the poison.");
        WorkItem other = workshop.document(Workshop.PUBLIC + " Somebody else's.");
        byte[] planted = "Planted-Wilhelmina-7f3a is no work item".getBytes(StandardCharsets.UTF_8);
        publish(topic, planted);
        publish(topic, null);
        publish(topic, new byte[70_000]);
        publish(topic, "[".repeat(60_000).getBytes(StandardCharsets.UTF_8));
        publish(
                topic,
                new String(good.toMessage().payload(), StandardCharsets.UTF_8)
                        .replace("\"attempt\":1", "\"attempt\":2147483648")
                        .getBytes(StandardCharsets.UTF_8));
        publish(topic, with(good, "made.up.clearance"));
        publish(topic, with(good, other.clearance()));
        publish(topic, workshop.document(Workshop.PRIVATE).toMessage().payload());
        publish(topic, good.toMessage().payload());

        for (String group : List.of("one-", "two-")) {
            try (WorkerPool pool = pool(topic, group + topic, workshop.keys(Pool.EXTERNAL))) {
                pool.start();
                for (int i = 0; i < 600 && committed(group + topic, topic) < 9; i++) {
                    Thread.sleep(100);
                }
            }
            assertThat(committed(group + topic, topic)).isEqualTo(9);
        }

        assertThat(workshop.state(good)).isEqualTo("COMPLETED");
        assertThat(workshop.admin
                        .sql("""
                                select record_offset || ' ' || reason || ' ' || bytes from sluice.work_quarantine
                                 where topic = :topic order by record_offset""")
                        .param("topic", topic)
                        .query(String.class)
                        .list())
                .startsWith("0 NOT_A_WORK_ITEM 39", "1 NOT_A_WORK_ITEM -1", "2 NOT_A_WORK_ITEM 70000")
                .element(3)
                .isEqualTo("3 NOT_A_WORK_ITEM 60000");
        assertThat(reasons(topic))
                .containsExactly(
                        "NOT_A_WORK_ITEM",
                        "NOT_A_WORK_ITEM",
                        "NOT_A_WORK_ITEM",
                        "NOT_A_WORK_ITEM",
                        "NOT_A_WORK_ITEM",
                        "CLEARANCE_MALFORMED",
                        "CLEARANCE_OF_ANOTHER_ITEM",
                        "CLEARANCE_WRONG_AUDIENCE");
        assertThat(workshop.admin
                        .sql("""
                                select count(*) from sluice.work_quarantine q
                                  join sluice.outbox o on o.message_key = q.quarantine_id::text and o.topic = 'sluice.quarantine'
                                   and convert_from(o.payload, 'UTF8')::jsonb ->> 'reason' = q.reason
                                  join audit.event e on e.type = 'dispatch.blocked'
                                   and convert_from(e.body, 'UTF8')::jsonb #>> '{detail,quarantine}' = q.quarantine_id::text
                                 where q.topic = :topic""")
                        .param("topic", topic)
                        .query(Long.class)
                        .single())
                .isEqualTo(8);
        assertThat(workshop.admin.sql("""
                                select count(*) from (select convert_from(payload, 'UTF8') || headers::text said from sluice.outbox
                                  union all select convert_from(body, 'UTF8') from audit.event
                                  union all select q::text from sluice.work_quarantine q) everything
                                 where said like '%Planted%'""").query(Long.class).single()).isZero();
    }

    private static List<String> reasons(String topic) {
        return workshop.admin
                .sql("select reason from sluice.work_quarantine where topic = :topic order by record_offset")
                .param("topic", topic)
                .query(String.class)
                .list();
    }

    private static byte[] with(WorkItem item, String clearance) {
        return new WorkItem(item.documentId(), item.attempt(), item.decisionId(), item.pool(), clearance)
                .toMessage()
                .payload();
    }

    private static long committed(String group, String topic) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        }
    }

    @Test
    void aPoolHoldsItsOwnContentKeyAndNoOtherSecret() {
        assertThatThrownBy(() -> pool("work", workshop.ring))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without");
        assertThatThrownBy(() -> pool("work", workshop.keys(Pool.SOVEREIGN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EXTERNAL_CONTENT");
        assertThatThrownBy(() -> pool("work", KeyRing.open(workshop.database.keyRingDir(), Set.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean allCompleted(List<WorkItem> items) {
        return items.stream().allMatch(item -> workshop.state(item).equals("COMPLETED"));
    }

    private static WorkerPool pool(String topic, KeyRing keys) {
        return pool(topic, "group-" + topic, keys);
    }

    private static WorkerPool pool(String topic, String group, KeyRing keys) {
        return new WorkerPool(
                Pool.EXTERNAL,
                workshop.database.dataSource(Workshop.role(Pool.EXTERNAL)),
                keys,
                kafka,
                workshop.bundle,
                Classifier.standard(),
                PoolSettings.standard(Pool.EXTERNAL).reading(topic, group),
                Clock.systemUTC());
    }

    private static void publish(String topic, byte @Nullable [] value) throws Exception {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
