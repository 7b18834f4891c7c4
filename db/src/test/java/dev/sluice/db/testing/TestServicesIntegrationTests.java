package dev.sluice.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.DatabaseRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestServicesIntegrationTests {
    @Test
    void eachDatabaseIsMigratedAndItsOwn() {
        try (TestDatabase first = TestServices.database();
                TestDatabase second = TestServices.database()) {
            assertThat(first.adminUrl()).isNotEqualTo(second.adminUrl());
            for (TestDatabase one : List.of(first, second)) {
                JdbcClient jdbc = JdbcClient.create(one.dataSource(DatabaseRole.INGEST));
                assertThat(jdbc.sql("select count(*) from document")
                                .query(Long.class)
                                .single())
                        .isZero();
                jdbc.sql("insert into source_topic (cluster_id, topic_id, name) values ('c', 't', 'n')")
                        .update();
            }
        }
    }

    @Test
    void aTopicTakesAndGivesARecord() throws Exception {
        TestKafka kafka = TestServices.kafka();
        String topic = kafka.freshTopic("records");
        Map<String, Object> producer = new HashMap<>(kafka.clientProperties());
        producer.put("acks", "all");
        try (var sender = new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            sender.send(new ProducerRecord<>(topic, "a".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        Map<String, Object> consumer = new HashMap<>(kafka.clientProperties());
        consumer.put("isolation.level", "read_committed");
        try (var reader = new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records =
                    reader.poll(Duration.ofSeconds(10)).records(partition);
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().value()).asString().isEqualTo("a");
        }
    }
}
