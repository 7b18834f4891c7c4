package dev.sluice.app.node;

import dev.sluice.app.ServiceMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The client properties of a Kafka cluster that the user named. */
final class KafkaClientFile {
    private KafkaClientFile() {}

    static Map<String, Object> properties(ServiceChoice choice) {
        Map<String, Object> client = new HashMap<>();
        choice.kafkaConfig()
                .map(KafkaClientFile::load)
                .ifPresent(loaded ->
                        loaded.stringPropertyNames().forEach(name -> client.put(name, loaded.getProperty(name))));
        choice.bootstrapServers().ifPresent(servers -> client.put("bootstrap.servers", servers));
        return Map.copyOf(client);
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new ServiceMissingException("cannot read the Kafka client properties in " + file);
        }
    }
}
