package dev.sluice.app;

import dev.sluice.db.DocumentEnded;
import dev.sluice.db.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a machine leaves behind, piece by piece: the name of the place, and the bytes. */
final class Traces {
    private final TestMachine machine;

    Traces(TestMachine machine) {
        this.machine = machine;
    }

    /** Every file of the data folder but claim checks, which hold documents, and keys, which are random. */
    void files(BiConsumer<String, byte[]> visitor) throws IOException {
        under(
                machine.data(),
                visitor,
                file -> !file.startsWith(machine.data().resolve("claims"))
                        && !file.startsWith(machine.data().resolve("keys")));
    }

    /**
     * The files of this database and the write-ahead log as the server itself reads them, wherever it runs; on this machine
     * also what lies beside its data, its log for one. Answers how many files the server showed.
     */
    int serverFiles(BiConsumer<String, byte[]> visitor) throws IOException, SQLException {
        Path folder;
        List<String> shown = new ArrayList<>();
        try (Connection admin = DriverManager.getConnection(machine.database().adminUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("checkpoint");
            try (ResultSet row = statement.executeQuery("show data_directory")) {
                row.next();
                folder = Path.of(row.getString(1));
            }
            try (ResultSet row = statement.executeQuery("""
                    select 'base/' || d.oid || '/' || f from pg_database d, pg_ls_dir('base/' || d.oid) f
                     where d.datname = current_database()
                    union all select 'pg_wal/' || name from pg_ls_waldir()""")) {
                while (row.next()) {
                    shown.add(row.getString(1));
                }
            }
            try (PreparedStatement read = admin.prepareStatement("select pg_read_binary_file(?, 0, 1 << 28, true)")) {
                for (String file : shown) {
                    read.setString(1, file);
                    try (ResultSet row = read.executeQuery()) {
                        row.next();
                        byte[] bytes = row.getBytes(1);
                        if (bytes != null) {
                            visitor.accept(file, bytes);
                        }
                    }
                }
            }
        }
        if (Files.isReadable(folder.resolve("PG_VERSION"))) {
            under(folder.getParent(), visitor, file -> !file.startsWith(folder));
        }
        return shown.size();
    }

    private static void under(
            Path folder, BiConsumer<String, byte[]> visitor, java.util.function.Predicate<Path> wanted)
            throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(folder)) {
            found = files.filter(Files::isRegularFile).filter(wanted).toList();
        }
        for (Path file : found) {
            try {
                visitor.accept(folder.relativize(file).toString(), Files.readAllBytes(file));
            } catch (NoSuchFileException gone) {
                // A live server removes files.
            }
        }
    }

    /** Every row of every table of every schema, system catalogs too: bytes as they are, everything else as text. */
    void tables(BiConsumer<String, byte[]> visitor) throws SQLException {
        try (Connection admin = DriverManager.getConnection(machine.database().adminUrl())) {
            admin.setAutoCommit(false);
            for (String table : tableNames(admin)) {
                try (Statement statement = admin.createStatement()) {
                    statement.setFetchSize(200);
                    try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                        while (rows.next()) {
                            visitor.accept(table, row(rows));
                        }
                    }
                }
            }
            admin.rollback();
        }
    }

    private static List<String> tableNames(Connection admin) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'm') and n.nspname <> 'pg_toast' order by 1""")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static byte[] row(ResultSet row) throws SQLException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            boolean bytes = row.getMetaData().getColumnTypeName(column).equals("bytea");
            byte[] value = bytes
                    ? row.getBytes(column)
                    : Optional.ofNullable(row.getString(column))
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .orElse(null);
            if (value != null) {
                all.writeBytes(value);
                all.write('\n');
            }
        }
        return all.toByteArray();
    }

    /**
     * Every record of every topic of ours but the one that documents arrive on: key, headers and value. In result topics
     * one header tells the upstream system its own id; it is left out here.
     */
    void topics(BiConsumer<String, byte[]> visitor) {
        for (Topics.Definition topic : Topics.defaults()) {
            if (!topic.name().equals(Topics.DOCUMENTS)) {
                for (ConsumerRecord<byte[], byte[]> message : records(topic.name())) {
                    if (topic.name().startsWith("sluice.results.")) {
                        message.headers().remove(DocumentEnded.CAUSATION_HEADER);
                    }
                    visitor.accept(topic.name(), bytes(message));
                }
            }
        }
    }

    /** All records of a topic. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> client = new HashMap<>(machine.kafkaClient());
        client.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    static byte[] bytes(ConsumerRecord<byte[], byte[]> message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        append(all, message.key());
        for (Header header : message.headers()) {
            append(all, header.key().getBytes(StandardCharsets.UTF_8));
            append(all, header.value());
        }
        append(all, message.value());
        return all.toByteArray();
    }

    private static void append(ByteArrayOutputStream all, byte @org.jspecify.annotations.Nullable [] bytes) {
        if (bytes != null) {
            all.writeBytes(bytes);
            all.write('\n');
        }
    }
}
