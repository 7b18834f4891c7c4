package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --config}: topics and sources of an operator. Needs PostgreSQL and Kafka. */
class ConfigIntegrationTests {
    private static final String OWN_TOPIC = "hospital.letters";
    private static final int MOST_RUNS = 5;

    @TempDir
    Path folder;

    @Test
    void aNodeReadsTheTopicsAndHoldsTheSourcesToWhatTheFileSays() throws Exception {
        Path config = TestMachine.root().resolve("docs/examples/sluice.yaml");
        Path file = Files.writeString(folder.resolve("note.txt"), "The museum opens at nine.\n");
        try (TestMachine machine = TestMachine.fresh(folder);
                Admin admin = Admin.create(machine.kafkaClient())) {
            Topics.createMissing(machine.kafkaClient(), Topics.defaults());
            Topics.createMissing(
                    machine.kafkaClient(), List.of(new Topics.Definition(OWN_TOPIC, 1, Duration.ofDays(1))));
            try {
                send(machine, OWN_TOPIC, "letter-7", "urn:example:hospital", "");
                send(
                        machine,
                        Topics.DOCUMENTS,
                        "paper-8",
                        "urn:example:archive",
                        ",\"sluicetenant\":\"north\",\"sluicetask\":\"summarise\"");
                Traces traces = new Traces(machine);
                Optional<ConsumerRecord<byte[], byte[]>> letter = Optional.empty();
                Optional<ConsumerRecord<byte[], byte[]>> paper = Optional.empty();
                // A run ends with its own document, which need not be the last: the next goes on.
                for (int run = 0; run < MOST_RUNS && (letter.isEmpty() || paper.isEmpty()); run++) {
                    Cli cli = machine.run(List.of("process"), "--config", config, file);
                    assertThat(cli.code()).as(cli.err()).isZero();
                    letter = traces.records(Topics.RESULTS_SOVEREIGN).stream()
                            .filter(record -> causation(record).equals("letter-7"))
                            .findFirst();
                    paper = traces.records(Topics.QUARANTINE).stream().findFirst();
                }
                JsonNode inside =
                        JsonMapper.shared().readTree(letter.orElseThrow().value());
                assertThat(inside.get("route").stringValue()).isEqualTo("SOVEREIGN");
                assertThat(inside.get("task").stringValue()).isEqualTo("summarise");
                JsonNode refused =
                        JsonMapper.shared().readTree(paper.orElseThrow().value());
                assertThat(refused.get("reason").stringValue()).isEqualTo("TENANT_NOT_ALLOWED");
            } finally {
                admin.deleteTopics(List.of(OWN_TOPIC)).all().get();
            }
        }
    }

    @Test
    void oneLimitHoldsForWhatIsPublishedTakenAndRead() throws Exception {
        Path config = Files.writeString(folder.resolve("limits.yaml"), "limits: {documentMiB: 1}\n");
        String line = "Tickets are sold at the gate of the garden.\n";
        Path large = Files.writeString(folder.resolve("large.txt"), line.repeat((1 << 20) / line.length() + 1));
        Path small = Files.writeString(folder.resolve("small.txt"), line.repeat((1 << 20) / line.length()));
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli cli = machine.run(List.of("process"), large, small, "--config", config, "--output", "json");
            assertThat(cli.code()).as(cli.err()).isEqualTo(1);
            assertThat(cli.lines())
                    .extracting(found -> found.get("state").stringValue())
                    .containsExactlyInAnyOrder("FAILED(OVER_LIMIT)", "COMPLETED");
        }
    }

    @Test
    void aFileThatIsNotAsItMustBeIsUsage() throws Exception {
        Path bad = Files.writeString(folder.resolve("sluice.yaml"), "topic: [a]\n");
        Path other = Files.writeString(folder.resolve("other.yaml"), "topics: [hospital.letters]\n");
        Path file = Files.writeString(folder.resolve("note.txt"), "The museum opens at nine.\n");
        String data = folder.resolve("data").toString();
        for (List<String> command : List.of(List.of("process", file.toString()), List.of("up"))) {
            Cli cli = Cli.run(java.util.stream.Stream.concat(
                            command.stream(), java.util.stream.Stream.of("--data", data, "--config", bad.toString()))
                    .toList());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("unknown key topic");
        }
        assertThat(Cli.run("process", file.toString(), "--data", data, "--config", other.toString())
                        .code())
                .isEqualTo(2);
        assertThat(Path.of(data)).doesNotExist();
    }

    private static void send(TestMachine machine, String topic, String id, String source, String attributes)
            throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"dev.sluice.document.v1\",\"id\":\"" + id + "\",\"source\":\""
                        + source + "\",\"datacontenttype\":\"text/plain\"" + attributes
                        + ",\"data\":\"Tickets are sold at the gate.\"}";
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, event.getBytes(StandardCharsets.UTF_8));
        message.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> client = machine.kafkaClient();
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        }
    }

    private static String causation(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("ce_causationid");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
