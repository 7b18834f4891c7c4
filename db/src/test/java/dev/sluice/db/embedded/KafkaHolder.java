package dev.sluice.db.embedded;

import dev.sluice.db.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Starts Kafka, has a committed and an open transaction acknowledged, and waits to be killed. */
final class KafkaHolder {
    private KafkaHolder() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]));
        kafka.createTopics(Topics.defaults());
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("transactional.id", "holder");
        var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (int i = 0; i < 100; i++) {
            producer.send(new ProducerRecord<>(Topics.QUARANTINE, "kept-" + i));
        }
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.QUARANTINE, "uncommitted")).get();
        System.out.println("running");
        Thread.sleep(Long.MAX_VALUE);
    }
}
