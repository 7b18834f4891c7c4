package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.DocumentEnded;
import dev.sluice.db.Topics;
import dev.sluice.inference.testing.Misbehaviour;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Values of the samples, and of messages made to fail, are looked for in everything that a machine leaves behind. They
 * may be in the topic that documents arrive on, in claim checks, and sealed. Needs PostgreSQL and Kafka.
 */
class PlantedValuesIntegrationTests {
    private static final String ECHO = "Eleanor Marie Whitfield, 751-38-2046, numbness in both feet";

    @TempDir
    static Path folder;

    static ClosedApiMachine closed;
    static Cli processed;
    static Set<String> statements;
    static ValueSearch search;

    @BeforeAll
    static void processSamplesAndHostileMessages() throws Exception {
        search = ValueSearch.planted(true);
        closed = ClosedApiMachine.fresh(folder);
        // An API that says back what nobody told it: once in an error, once in what is no answer, else as its summary.
        closed.api()
                .next(
                        new Misbehaviour.Status(
                                400, Map.of("x-request-id", "Whitfield"), "{\"error\":\"" + ECHO + "\"}"),
                        new Misbehaviour.Body(ECHO))
                .answering(body -> ECHO);
        TestMachine machine = closed.machine();
        Topics.createMissing(machine.kafkaClient(), Topics.defaults());
        HostileMessages.publish(machine.kafkaClient(), machine.data().resolve("claims"));
        try (RunningStatements running =
                new RunningStatements(machine.database().adminUrl())) {
            processed = closed.process(ClosedApiMachine.samples());
            statements = running.seen();
        }
    }

    @AfterAll
    static void close() throws Exception {
        closed.close();
    }

    @Test
    void everythingThatWasPublishedWasTakenOrRefused() {
        assertThat(processed.lines()).hasSizeGreaterThan(30);
        assertThat(processed.lines().stream()
                        .filter(line -> line.get("state").stringValue().equals("COMPLETED")))
                .as(processed.out())
                .hasSizeGreaterThan(20);
        Map<String, Integer> outcomes = new java.util.TreeMap<>();
        database()
                .sql("select outcome, count(*) n from sluice.offset_outcome group by outcome")
                .query((row, number) -> outcomes.put(row.getString("outcome"), row.getInt("n")))
                .list();
        assertThat(outcomes)
                .isEqualTo(Map.of(
                        "DOCUMENT",
                        processed.lines().size() + HostileMessages.failing().size(),
                        "QUARANTINED",
                        HostileMessages.unreadable().size()));
        assertThat(database()
                        .sql("select distinct state from sluice.attempt")
                        .query(String.class)
                        .list())
                .contains("COMPLETED", "WITHHELD", "FAILED");
    }

    @Test
    void noFileOfTheDataFolderHoldsAValue() throws Exception {
        assertThat(found(new Traces(closed.machine())::files)).isEmpty();
    }

    @Test
    void noFileOfTheDatabaseServerHoldsAValue() throws Exception {
        List<String> found = new ArrayList<>();
        int files = new Traces(closed.machine()).serverFiles((place, bytes) -> look(place, bytes, found));
        assertThat(files).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    @Test
    void noColumnOfAnyTableHoldsAValue() throws Exception {
        Set<String> tables = new TreeSet<>();
        List<String> found = new ArrayList<>();
        new Traces(closed.machine()).tables((place, bytes) -> {
            tables.add(place);
            look(place, bytes, found);
        });
        assertThat(found).isEmpty();
        assertThat(tables)
                .contains(
                        "sluice.document",
                        "sluice.quarantine",
                        "sluice.outbox",
                        "content.restricted",
                        "content.cleared",
                        "audit.leaf",
                        "batch.batch_job_execution",
                        "batch.batch_step_execution_context");
        assertThat(tables).anyMatch(table -> table.startsWith("audit.event_"));
    }

    @Test
    void noRecordOfATopicOfOursHoldsAValue() throws Exception {
        assertThat(found(new Traces(closed.machine())::topics)).isEmpty();
        Set<String> causes = new TreeSet<>();
        for (String topic : List.of(Topics.RESULTS_EXTERNAL, Topics.RESULTS_SOVEREIGN)) {
            new Traces(closed.machine()).records(topic).forEach(message -> {
                for (Header cause : message.headers().headers(DocumentEnded.CAUSATION_HEADER)) {
                    causes.add(new String(cause.value(), StandardCharsets.UTF_8));
                }
            });
        }
        assertThat(causes)
                .contains("NB-4471903/a", "NB-4471903/e", "NB-4471903/g")
                .allMatch(cause -> cause.matches("[0-9a-f]{32}|NB-4471903/[a-h]"));
        for (String topic : List.of(
                Topics.WORK_EXTERNAL, Topics.WORK_SOVEREIGN, Topics.RESULTS_EXTERNAL, Topics.RESULTS_SOVEREIGN)) {
            assertThat(new Traces(closed.machine()).records(topic)).as(topic).isNotEmpty();
        }
        assertThat(new Traces(closed.machine()).records(Topics.QUARANTINE))
                .hasSize(HostileMessages.unreadable().size());
        assertThat(new Traces(closed.machine()).records(Topics.CHECKPOINTS)).isNotEmpty();
    }

    @Test
    void noStatementThatTheDatabaseShowedHoldsAValue() {
        assertThat(statements).anyMatch(statement -> statement.contains("insert into content.restricted"));
        assertThat(statements.stream().flatMap(statement -> search.in(statement).stream()))
                .isEmpty();
    }

    @Test
    void noCommandPrintsAValueButFileNamesAndResults() throws Exception {
        TestMachine machine = closed.machine();
        List<String> asked = Stream.of("payroll.xlsx", "application.log")
                .map(name -> "{\"id\":\"" + name.length() + "\",\"path\":\""
                        + ClosedApiMachine.samples().resolve(name) + "\"}")
                .toList();
        Cli classified = Cli.run(
                "classify",
                "--jsonl",
                Files.write(folder.resolve("asked.jsonl"), asked).toString());
        assertThat(classified.code()).as(classified.err()).isZero();
        assertThat(classified.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.get("findings")).isNotEmpty());
        List<Cli> said = new ArrayList<>(List.of(
                processed,
                machine.run(List.of("process"), ClosedApiMachine.samples()),
                machine.run(List.of("status")),
                machine.run(List.of("doctor")),
                machine.run(List.of("audit", "verify")),
                machine.run(List.of("audit", "query"), "--endpoint", "external-1"),
                machine.run(List.of("audit", "query"), "--subject", "751-38-2046"),
                machine.run(List.of("batch", "list"), "--output", "json"),
                classified));
        for (JsonNode line : said.get(7).lines()) {
            String batch = line.get("batch").stringValue();
            said.add(machine.run(List.of("batch", "show"), batch));
            said.add(machine.run(List.of("batch", "rerun"), batch, "--failed", "--reason", "TEST"));
        }
        Cli kept = machine.run(List.of("quarantine", "list"), "--output", "json");
        assertThat(kept.lines()).hasSizeGreaterThan(10);
        said.add(kept);
        for (JsonNode line : kept.lines()) {
            Cli shown = machine.run(
                    List.of("quarantine", "show"), line.get("quarantine").stringValue(), "--output", "json");
            assertThat(shown.lines().getFirst().get("readable").booleanValue()).isTrue();
            said.add(shown);
        }
        said.add(machine.run(List.of("quarantine", "rerun"), "--cause", "MALFORMED", "--reason", "TEST", "--dry-run"));
        said.add(machine.run(List.of("quarantine", "rerun"), "--cause", "MALFORMED", "--reason", "TEST"));
        for (String document : List.of("clinic-letter.pdf", "empty.txt", "truncated.docx")) {
            String id = id(document);
            said.add(machine.run(List.of("document", "show"), id));
            said.add(machine.run(List.of("audit", "query"), "--document", id));
            Cli result = machine.run(List.of("result", "show"), id);
            said.add(new Cli(result.code(), "", result.err()));
        }
        ValueSearch withoutNames = ValueSearch.planted(false);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            for (String value : withoutNames.in(said.get(i).out() + said.get(i).err())) {
                found.add("command " + i + ": " + value);
            }
        }
        assertThat(found).isEmpty();
        // The commands' own traces: what they logged and what the audit log says of the questions.
        assertThat(found(new Traces(machine)::files)).isEmpty();
    }

    /** Without this, everything above could pass because nothing is ever found. */
    @Test
    void theSearchFindsEachValueInEachEncodingWhereverItIs() throws Exception {
        TestMachine machine = closed.machine();
        TreeSet<String> arriving = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> message : new Traces(machine).records(Topics.DOCUMENTS)) {
            arriving.addAll(search.in(Traces.bytes(message)));
        }
        assertThat(arriving).contains("Whitfield as UTF-8", "751-38-2046 as UTF-8", "clinic-letter as UTF-8");

        for (String value : search.values()) {
            assertThat(search.in(everyForm(List.of(value))))
                    .as(value)
                    .containsAll(forms(value))
                    .hasSizeGreaterThanOrEqualTo(7);
        }
        // Other values than the planted ones, so that the other tests keep meaning what they say.
        List<String> values =
                List.of("Zephyrine Quillfeather", "(999) 555-0199", "a/b+c=d?e&f \u00e4\u00f6\u00fc>>>", "9990105599");
        ValueSearch control = new ValueSearch(values);
        byte[] known = everyForm(values);
        TreeSet<String> all = control.in(known);
        assertThat(all).hasSizeGreaterThan(40);

        Path file = machine.data().resolve("log").resolve("planted.log");
        Files.write(file, known);
        assertThat(found(control, new Traces(machine)::files)).isEqualTo(all);
        Files.delete(file);
        try (Connection admin = DriverManager.getConnection(machine.database().adminUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("create schema planted");
            statement.execute("create table planted.control (id int, value bytea)");
            try (PreparedStatement insert = admin.prepareStatement("insert into planted.control values (1, ?)")) {
                insert.setBytes(1, known);
                insert.execute();
            }
            assertThat(found(control, new Traces(machine)::tables)).isEqualTo(all);
            assertThat(found(control, new Traces(machine)::serverFiles)).containsAll(all);
            statement.execute("drop schema planted cascade");
        }
        try (var producer =
                new KafkaProducer<>(machine.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.CHECKPOINTS, null, known)).get();
        }
        assertThat(found(control, new Traces(machine)::topics)).isEqualTo(all);
    }

    /** Each form of the values, and the values between other bytes before they are encoded. */
    private static byte[] everyForm(List<String> values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String value : values) {
            for (byte[] form : ValueSearch.encodings(value).values()) {
                all.write('"');
                all.writeBytes(form);
                all.write('"');
            }
            for (String before : List.of("", "a", "ab")) {
                byte[] text = (before + value + "z").getBytes(StandardCharsets.UTF_8);
                all.writeBytes(java.util.Base64.getEncoder().encode(text));
                all.write('\n');
            }
        }
        return all.toByteArray();
    }

    /** The names under which the forms of a value are reported; forms that look alike are reported once. */
    private static Set<String> forms(String value) {
        Map<String, String> byBytes = new java.util.HashMap<>();
        ValueSearch.encodings(value)
                .forEach((name, bytes) ->
                        byBytes.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), value + " as " + name));
        return Set.copyOf(byBytes.values());
    }

    private interface Place {
        void visit(BiConsumer<String, byte[]> visitor) throws Exception;
    }

    private static TreeSet<String> found(ValueSearch values, Place place) throws Exception {
        TreeSet<String> found = new TreeSet<>();
        place.visit((name, bytes) -> found.addAll(values.in(bytes)));
        return found;
    }

    private static List<String> found(Place place) throws Exception {
        List<String> found = new ArrayList<>();
        place.visit((name, bytes) -> look(name, bytes, found));
        return found;
    }

    private static void look(String place, byte[] bytes, List<String> found) {
        search.in(bytes).forEach(value -> found.add(place + ": " + value));
    }

    private static String id(String path) {
        return processed.lines().stream()
                .filter(line -> line.get("path").stringValue().equals(path))
                .findFirst()
                .orElseThrow()
                .get("documentId")
                .stringValue();
    }

    private static JdbcClient database() {
        return JdbcClient.create(
                new DriverManagerDataSource(closed.machine().database().adminUrl()));
    }
}
