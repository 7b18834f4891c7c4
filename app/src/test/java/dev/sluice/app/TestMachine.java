package dev.sluice.app;

import dev.sluice.db.Topics;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestKafka;
import dev.sluice.db.testing.TestServices;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * A machine with a data folder of its own, on the PostgreSQL and Kafka that the tests were given. Its topics are empty
 * when it is made, so one at a time.
 */
final class TestMachine implements AutoCloseable {
    private final Path data;
    private final TestDatabase database;
    private final TestKafka kafka;

    private TestMachine(Path data, TestDatabase database, TestKafka kafka) {
        this.data = data;
        this.database = database;
        this.kafka = kafka;
    }

    static TestMachine fresh(Path folder) throws Exception {
        TestDatabase database = TestServices.database();
        TestKafka kafka = TestServices.kafka();
        emptyTopics(kafka.clientProperties());
        TestMachine machine = new TestMachine(folder.resolve("data"), database, kafka);
        DataFolder.open(java.util.Optional.of(machine.data), Map.of());
        copy(database.secretsDir(), machine.data.resolve("secrets"));
        copy(database.keyRingDir(), machine.data.resolve("keys"));
        Properties client = new Properties();
        kafka.clientProperties().forEach((name, value) -> client.setProperty(name, String.valueOf(value)));
        try (var writer = Files.newBufferedWriter(machine.kafkaConfig())) {
            client.store(writer, "the tests' broker");
        }
        return machine;
    }

    /** The root of the project. */
    static Path root() {
        return Path.of(System.getProperty("sluice.root", "..")).toAbsolutePath().normalize();
    }

    Path data() {
        return data;
    }

    TestDatabase database() {
        return database;
    }

    /** Lets a bundle decide without its life before. */
    void putInForce(Path bundle) {
        database.putInForce(PolicyBundle.load(bundle).digest());
    }

    Map<String, Object> kafkaClient() {
        return kafka.clientProperties();
    }

    private Path kafkaConfig() {
        return data.resolve("client.properties");
    }

    /** The words of a command with this machine's options before the others. */
    List<String> command(List<String> words, Object... others) {
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(List.of(
                "--data",
                data.toString(),
                "--kafka",
                String.valueOf(kafka.clientProperties().get("bootstrap.servers")),
                "--kafka-config",
                kafkaConfig().toString(),
                "--database",
                database.adminUrl()));
        Stream.of(others).map(String::valueOf).forEach(arguments::add);
        return arguments;
    }

    /** Runs a command in this process. */
    Cli run(List<String> words, Object... others) {
        return Cli.run(command(words, others));
    }

    private static void emptyTopics(Map<String, Object> client) throws Exception {
        List<String> names =
                Topics.defaults().stream().map(Topics.Definition::name).toList();
        try (Admin admin = Admin.create(client)) {
            List<String> there = admin.listTopics().names().get().stream()
                    .filter(names::contains)
                    .toList();
            admin.deleteTopics(there).all().get();
            while (admin.listTopics().names().get().stream().anyMatch(names::contains)) {
                Thread.sleep(50);
            }
            deleteGroups(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot empty the topics of the tests", e.getCause());
        }
    }

    /** A node that was killed stays a member of its group until the broker misses it. */
    private static void deleteGroups(Admin admin) throws Exception {
        long patience = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .filter(id -> id.startsWith("sluice-"))
                    .toList();
            try {
                admin.deleteConsumerGroups(groups).all().get();
                return;
            } catch (ExecutionException e) {
                // Those that were empty are gone by now.
                if (!(e.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > patience) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
