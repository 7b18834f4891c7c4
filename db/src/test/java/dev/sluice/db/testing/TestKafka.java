package dev.sluice.db.testing;

import dev.sluice.db.Topics;
import dev.sluice.db.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.kafka.KafkaContainer;

/** The one broker of this JVM. */
public final class TestKafka {
    private final Map<String, Object> clientProperties;

    private TestKafka(Map<String, Object> clientProperties) {
        this.clientProperties = clientProperties;
    }

    static TestKafka shared() {
        return Shared.BROKER;
    }

    /** How a client reaches the broker. */
    public Map<String, Object> clientProperties() {
        return clientProperties;
    }

    /** Makes a topic of one partition that nobody else uses, and returns its name. */
    public String freshTopic(String prefix) {
        return freshTopic(prefix, 1);
    }

    /** Makes a topic that nobody else uses, and returns its name. */
    public String freshTopic(String prefix, int partitions) {
        String name = prefix + "-" + UUID.randomUUID();
        Topics.createMissing(clientProperties, List.of(new Topics.Definition(name, partitions, Duration.ofDays(1))));
        return name;
    }

    private static final class Shared {
        static final TestKafka BROKER = TestServices.inContainers() ? inContainer() : embedded();

        private static TestKafka embedded() {
            Path folder = TestFolders.ofThisProcess("kafka");
            EmbeddedKafka broker = EmbeddedKafka.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.stop();
                TestFolders.delete(folder);
                folder.getParent().toFile().delete();
            }));
            return new TestKafka(broker.clientProperties());
        }

        private static TestKafka inContainer() {
            KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1");
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            return new TestKafka(Map.of("bootstrap.servers", container.getBootstrapServers()));
        }
    }
}
