package dev.sluice.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.db.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class EmbeddedKafkaIntegrationTests {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    @Test
    void keepsWhatWasCommittedWhenTheJvmIsKilled() throws Exception {
        Path folder = temp.resolve("kafka");
        for (int round = 0; round < 2; round++) {
            try (ServiceProcess holder = ServiceProcess.start(KafkaHolder.class, folder)) {
                holder.await("running");
                holder.kill();
            }
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThat(read(kafka, Topics.QUARANTINE, 200)).hasSize(200).doesNotContain("uncommitted");
        }
    }

    @Test
    void makesTheDefaultTopicsWithTheirRetentionOnce() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"));
                Admin admin = Admin.create(kafka.clientProperties())) {
            kafka.createTopics(Topics.defaults());
            kafka.createTopics(Topics.defaults());
            for (Topics.Definition topic : Topics.defaults()) {
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                assertThat(admin.describeConfigs(List.of(resource))
                                .all()
                                .get()
                                .get(resource)
                                .get("retention.ms")
                                .value())
                        .isEqualTo(Long.toString(topic.retention().toMillis()));
            }
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrderElementsOf(Topics.defaults().stream()
                            .map(Topics.Definition::name)
                            .toList());
        }
    }

    @Test
    void isClosedToWhoeverHasNoPassword() throws Exception {
        Path folder = temp.resolve("kafka");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            Map<String, Object> wrong = new HashMap<>(kafka.clientProperties());
            wrong.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"sluice\" password=\"sluice\";");
            try (Admin admin = Admin.create(wrong)) {
                assertThatThrownBy(() -> admin.listTopics().names().get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
            Map<String, Object> plain = new HashMap<>();
            plain.put("bootstrap.servers", kafka.clientProperties().get("bootstrap.servers"));
            plain.put("default.api.timeout.ms", 3000);
            plain.put("request.timeout.ms", 2000);
            assertRefused(plain, admin -> admin.listTopics().names());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("client.password"))))
                    .isEqualTo("rw-------");
        }
    }

    /** A client that tries the controller's port is refused as well. */
    @Test
    void theControllerIsClosedToo() throws Exception {
        Path folder = temp.resolve("kafka");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThat(kafka.clientProperties()).containsKey("sasl.jaas.config");
            Map<String, Object> plain = new HashMap<>();
            plain.put("bootstrap.controllers", "127.0.0.1:" + Files.readString(folder.resolve("controller.port")));
            plain.put("default.api.timeout.ms", 3000);
            plain.put("request.timeout.ms", 2000);
            assertRefused(plain, admin -> admin.describeCluster().nodes());
        }
    }

    @Test
    void keepsItsPortsAndRefusesAFolderInUse() {
        Path folder = temp.resolve("kafka");
        Object servers;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            servers = kafka.clientProperties().get("bootstrap.servers");
            assertThatThrownBy(() -> EmbeddedKafka.start(folder))
                    .isInstanceOf(EmbeddedServiceException.class)
                    .hasMessageContaining("in use by another running Sluice");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThat(kafka.clientProperties()).containsEntry("bootstrap.servers", servers);
            assertThat(kafka.toString()).doesNotContain("password");
        }
    }

    @Test
    void noLogLineHoldsThePassword() throws Exception {
        Path folder = temp.resolve("kafka");
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            kafka.createTopics(Topics.defaults());
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        String password = Files.readString(folder.resolve("client.password"));
        assertThat(lines.list).hasSizeGreaterThan(50);
        assertThat(List.copyOf(lines.list))
                .noneMatch(line -> line.getFormattedMessage().contains(password));
    }

    private static void assertRefused(Map<String, Object> properties, Function<Admin, KafkaFuture<?>> request) {
        Admin admin = Admin.create(properties);
        try {
            assertThatThrownBy(() -> request.apply(admin).get()).isInstanceOf(ExecutionException.class);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static List<String> read(EmbeddedKafka kafka, String topic, int expected) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant until = Instant.now().plusSeconds(20);
            while (values.size() < expected && Instant.now().isBefore(until)) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
