package dev.sluice.ingest.batch;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers as this module needs them: read committed, no commits, and an offset that is gone is an error to be handled. */
final class KafkaConsumers {
    private KafkaConsumers() {}

    /**
     * For the planner: membership only. Its partitions are paused, so where it would start reading does not matter. A sole
     * node takes the place of its killed predecessor at once instead of waiting until the broker misses that one.
     */
    static KafkaConsumer<byte[], byte[]> member(Map<String, Object> clientProperties, String group, boolean soleNode) {
        Map<String, Object> properties = common(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        if (soleNode) {
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "sole-node");
        }
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return new KafkaConsumer<>(properties);
    }

    /** For reading a range: no group. */
    static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> clientProperties, int maxPoll) {
        Map<String, Object> properties = common(clientProperties);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPoll);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(properties);
    }

    private static Map<String, Object> common(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }
}
