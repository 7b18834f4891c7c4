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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
        return new WorkerPool(
                Pool.EXTERNAL,
                workshop.database.dataSource(Workshop.role(Pool.EXTERNAL)),
                keys,
                kafka,
                workshop.bundle,
                Classifier.standard(),
                PoolSettings.standard(Pool.EXTERNAL).reading(topic, "group-" + topic),
                Clock.systemUTC());
    }

    private static void publish(String topic, byte[] value) throws Exception {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
