package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Topics;
import dev.sluice.ingest.intake.QuarantineReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What docs/asyncapi.yaml and docs/schemas say of the messages, and the messages that the product makes. Needs PostgreSQL and Kafka. */
class MessagesIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    static TestMachine machine;
    static PublishedSchemas schemas;
    static Traces traces;

    @BeforeAll
    static void publishOneOfEachForm() throws Exception {
        machine = TestMachine.fresh(folder);
        schemas = PublishedSchemas.load();
        traces = new Traces(machine);
        Path small = Files.writeString(folder.resolve("note.txt"), "The museum opens at nine.\n");
        Path large = Files.writeString(folder.resolve("large.txt"), "The museum opens at nine.\n".repeat(40_000));
        Path broken = Files.writeString(folder.resolve("broken.pdf"), "%PDF-1.7\n");
        Path labelled = Files.writeString(folder.resolve("trip.txt"), "We went to the coast by train.\n");
        Cli none = machine.run(List.of("publish"), small);
        assertThat(none.code()).as(none.err()).isZero();
        Map<String, Object> client = machine.kafkaClient();
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(structured(Files.readAllBytes(TestMachine.root().resolve("docs/examples/event.json"))))
                    .get();
            producer.send(structured("{}".getBytes(StandardCharsets.UTF_8))).get();
        }
        Cli plain = machine.run(
                List.of("process"),
                "--residency",
                "eu",
                "--jurisdiction",
                "eu",
                "--min-sensitivity",
                "internal",
                "--subject",
                "6f1d0c",
                large,
                broken);
        assertThat(plain.code()).as(plain.err()).isZero();
        Cli classified = machine.run(
                List.of("process"), "--task", "classify", "--label", "travel", "--label", "cooking", labelled);
        assertThat(classified.code()).as(classified.err()).isZero();
    }

    private static ProducerRecord<byte[], byte[]> structured(byte[] event) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(Topics.DOCUMENTS, event);
        message.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        return message;
    }

    @AfterAll
    static void close() {
        machine.close();
    }

    @Test
    void documentsAreAsTheSchemasSay() {
        Map<String, String> payloads = Map.of(
                "application/vnd.sluice.claim+json", "claim.json",
                "application/vnd.sluice.document+json", "document.json");
        List<ConsumerRecord<byte[], byte[]>> made = traces.records(Topics.DOCUMENTS).stream()
                .filter(record -> headers(record).has("ce_id"))
                .toList();
        assertThat(made).hasSize(4);
        for (ConsumerRecord<byte[], byte[]> record : made) {
            ObjectNode headers = headers(record);
            assertThat(schemas.problems("document-headers.json", headers)).isEmpty();
            assertRefused("document-headers.json", headers.deepCopy().put("ce_sluicetenat", "default"));
            assertRefused("document-headers.json", headers.deepCopy().put("ce_type", "dev.sluice.document.v2"));
            ObjectNode without = headers.deepCopy();
            without.remove("ce_source");
            assertRefused("document-headers.json", without);
        }
        List<String> forms = made.stream()
                .map(record -> headers(record).get("content-type").stringValue())
                .filter(payloads::containsKey)
                .toList();
        assertThat(forms).containsExactlyInAnyOrderElementsOf(payloads.keySet());
        for (ConsumerRecord<byte[], byte[]> record : made) {
            String schema = payloads.get(headers(record).get("content-type").stringValue());
            if (schema != null) {
                assertHeld(schema, body(record));
            }
        }
    }

    @Test
    void workItemsAreAsTheSchemaSays() {
        List<ConsumerRecord<byte[], byte[]>> made = Stream.of(Topics.WORK_SOVEREIGN, Topics.WORK_EXTERNAL)
                .flatMap(topic -> traces.records(topic).stream())
                .toList();
        assertThat(made).isNotEmpty();
        for (ConsumerRecord<byte[], byte[]> record : made) {
            assertHeld("work-item.json", body(record));
            assertRefused("work-item.json", body(record).put("pool", "BOTH"));
            assertRefused("work-item.json", body(record).put("attempt", "1"));
        }
    }

    @Test
    void endsAreAsTheSchemasSay() {
        List<ConsumerRecord<byte[], byte[]>> made = Stream.of(
                        Topics.RESULTS_SOVEREIGN, Topics.RESULTS_EXTERNAL, Topics.QUARANTINE)
                .flatMap(topic -> traces.records(topic).stream())
                .toList();
        assertThat(made.stream().map(record -> body(record).get("state").stringValue()))
                .contains("COMPLETED", "WITHHELD", "QUARANTINED");
        assertThat(made.stream().map(MessagesIntegrationTests::headers))
                .anySatisfy(headers ->
                        assertThat(headers.path("ce_causationid").asString("")).isEqualTo("invoice-4711"));
        for (ConsumerRecord<byte[], byte[]> record : made) {
            assertHeld("ended-headers.json", headers(record));
            assertHeld("ended.json", body(record));
            assertRefused("ended.json", body(record).put("state", "DONE"));
            assertRefused("ended.json", body(record).put("output", "text"));
            if (body(record).get("state").stringValue().equals("COMPLETED")) {
                assertRefused("ended.json", body(record).putNull("outputDigest"));
            }
        }
    }

    @Test
    void thePageOfTopicsNamesEachTopicAndSchemasThatAreThere() throws Exception {
        JsonNode page = new YAMLMapper().readTree(TestMachine.root().resolve("docs/asyncapi.yaml"));
        Map<String, String> kept = new TreeMap<>();
        page.get("channels")
                .forEach(channel -> kept.put(
                        channel.get("address").stringValue(),
                        channel.get("description").stringValue().replaceAll(".*Kept for (\\d+) days\\.", "$1")));
        Map<String, String> made = new TreeMap<>();
        Topics.defaults()
                .forEach(topic ->
                        made.put(topic.name(), Long.toString(topic.retention().toDays())));
        assertThat(kept).isEqualTo(made);
        List<String> named = page.findValuesAsString("$ref").stream()
                .filter(reference -> !reference.startsWith("#"))
                .distinct()
                .map(reference -> reference.replace("schemas/", ""))
                .toList();
        try (Stream<Path> files = Files.list(PublishedSchemas.folder())) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void thePageForUpstreamSystemsNamesEachReasonOfQuarantine() throws Exception {
        String page = Files.readString(TestMachine.root().resolve("docs/messages.md"));
        List<String> named = page.lines()
                .filter(line -> line.matches("\\| [A-Z_]+ \\| .*"))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(named)
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(QuarantineReason.values()).map(Enum::name),
                                // Of records that stand on a work topic and are no work for any worker.
                                Stream.of("NOT_A_WORK_ITEM", "NO_SUCH_ATTEMPT", "WORKER_ERROR"))
                        .toList());
    }

    /** The schema takes the message, and no other with a field more or a field less of those that it requires. */
    private static void assertHeld(String schema, ObjectNode message) {
        assertThat(schemas.problems(schema, message)).as(schema).isEmpty();
        assertRefused(schema, message.deepCopy().put("unknown", "x"));
        ObjectNode empty = message.deepCopy();
        empty.removeAll();
        assertRefused(schema, empty);
    }

    private static void assertRefused(String schema, ObjectNode message) {
        assertThat(schemas.problems(schema, message)).as(schema).isNotEmpty();
    }

    private static ObjectNode headers(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode headers = JSON.createObjectNode();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static ObjectNode body(ConsumerRecord<byte[], byte[]> record) {
        return (ObjectNode) JSON.readTree(record.value());
    }
}
