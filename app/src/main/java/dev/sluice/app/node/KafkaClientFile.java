package dev.sluice.app.node;

import dev.sluice.app.ServiceMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** The client properties of a Kafka cluster that the user named. */
final class KafkaClientFile {
    private static final int ANSWER_MILLIS = 30_000;

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

    /**
     * The same, of a cluster that answers.
     *
     * @throws ServiceMissingException if it does not within ten seconds, or the properties are none of a client
     */
    static Map<String, Object> answering(ServiceChoice choice) {
        Map<String, Object> client = properties(choice);
        String servers = choice.bootstrapServers().orElseThrow();
        try (Admin admin = Admin.create(client)) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                    .clusterId()
                    .get();
            return client;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceMissingException("interrupted while asking Kafka at " + servers);
        } catch (ExecutionException e) {
            // The client's message may quote its configuration; the type says what it is.
            throw new ServiceMissingException("Kafka at " + servers + " did not answer ("
                    + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName()
                    + "); is it up, and are --kafka and --kafka-config right?");
        } catch (KafkaException e) {
            throw new ServiceMissingException("no Kafka client can be made for " + servers + " ("
                    + e.getClass().getSimpleName() + "); are --kafka and --kafka-config right?");
        }
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
