package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the services of a running node are, as a private file of its data folder, so that a second command can ask it.
 *
 * @param databaseUrl JDBC URL of the administrator
 * @param kafkaClient Kafka client properties, strings only
 */
record RunningNode(String databaseUrl, Map<String, Object> kafkaClient) {
    private static final String DATABASE = "database";
    private static final String KAFKA = "kafka.";

    static Optional<RunningNode> read(DataFolder folder) {
        Properties stored = new Properties();
        try (var reader = Files.newBufferedReader(file(folder))) {
            stored.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        Map<String, Object> kafka = new HashMap<>();
        for (String name : stored.stringPropertyNames()) {
            if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), stored.getProperty(name));
            }
        }
        return Optional.ofNullable(stored.getProperty(DATABASE)).map(url -> new RunningNode(url, Map.copyOf(kafka)));
    }

    /** Whether it works with the servers that were named, as far as any were. */
    boolean uses(ServiceChoice choice) {
        return choice.database().map(databaseUrl::equals).orElse(true)
                && KafkaClientFile.properties(choice).entrySet().stream()
                        .allMatch(property -> property.getValue().equals(kafkaClient.get(property.getKey())));
    }

    void write(DataFolder folder) {
        Properties stored = new Properties();
        stored.setProperty(DATABASE, databaseUrl);
        kafkaClient.forEach((name, value) -> stored.setProperty(KAFKA + name, String.valueOf(value)));
        try {
            Path fresh = Files.createTempFile(
                    folder.root(),
                    "node",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var writer = Files.newBufferedWriter(fresh)) {
                stored.store(writer, "services of the running node");
            }
            Files.move(fresh, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into the data folder; is the disk full?", e);
        }
    }

    static void remove(DataFolder folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    private static Path file(DataFolder folder) {
        return folder.root().resolve("node.properties");
    }
}
