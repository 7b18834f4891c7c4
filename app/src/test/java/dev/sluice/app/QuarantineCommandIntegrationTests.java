package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Topics;
import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.OutgoingDocument;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code quarantine list|show|rerun}. Needs PostgreSQL and Kafka. */
class QuarantineCommandIntegrationTests {
    private static final String JSON = "json";

    @TempDir
    Path folder;

    @Test
    void aMessageIsListedShownAndTakenOnceItsCauseIsMended() throws Exception {
        Path config = Files.writeString(folder.resolve("sluice.yaml"), "others: {tenants: [north]}\n");
        Path mended = Files.writeString(folder.resolve("mended.yaml"), "others: {tenants: [north, south]}\n");
        Path file = Files.writeString(folder.resolve("museum-of-jane.txt"), "The museum opens at nine.\n");
        try (TestMachine machine = TestMachine.fresh(folder)) {
            // The command line's own source is held to no tenant, so another one speaks.
            publish(machine, Files.readAllBytes(file));
            JsonNode listed = listedAfter(machine, config);
            String id = listed.get("quarantine").stringValue();
            assertThat(listed.get("reason").stringValue()).isEqualTo("TENANT_NOT_ALLOWED");
            assertThat(listed.get("state").stringValue()).isEqualTo("OPEN");

            Cli shown = machine.run(List.of("quarantine", "show"), id, "--output", JSON);
            assertThat(shown.code()).as(shown.err()).isZero();
            JsonNode row = shown.lines().getFirst();
            assertThat(row.get("topic").stringValue()).isEqualTo("sluice.documents");
            assertThat(row.get("offset").longValue())
                    .isEqualTo(listed.get("offset").longValue());
            assertThat(row.get("kind").get("ce_type").stringValue()).isEqualTo("dev.sluice.document.v1");
            assertThat(row.get("headers").get("ce_subject").intValue()).isEqualTo("museum-of-jane.txt".length());
            assertThat(shown.out() + shown.err()).doesNotContain("museum");

            assertThat(machine.run(List.of("status"), "--output", JSON).lines())
                    .filteredOn(line -> line.get("what").stringValue().equals("quarantine"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("count").longValue()).isEqualTo(1));

            Cli dry = machine.run(
                    List.of("quarantine", "rerun"),
                    "--cause",
                    "TENANT_NOT_ALLOWED",
                    "--reason",
                    "TENANT-ADDED",
                    "--dry-run",
                    "--output",
                    JSON);
            assertThat(dry.code()).as(dry.err()).isZero();
            assertThat(dry.lines())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.get("quarantine").stringValue()).isEqualTo(id));
            assertThat(dry.err()).contains("list digest", "nothing started");
            String plan = dry.err().replaceFirst("(?s).*plan ([0-9a-f-]{36}):.*", "$1");

            Cli spare = machine.run(List.of("quarantine", "rerun"), id, "--reason", "TRIED", "--dry-run");
            String givenUp = spare.err().replaceFirst("(?s).*plan ([0-9a-f-]{36}):.*", "$1");
            Cli cancel = machine.run(List.of("quarantine", "cancel"), givenUp, "--reason", "NOT-NOW");
            assertThat(cancel.code()).as(cancel.err()).isZero();
            assertThat(machine.run(List.of("quarantine", "cancel"), givenUp, "--reason", "NOT-NOW")
                            .code())
                    .isEqualTo(1);
            assertThat(machine.run(List.of("quarantine", "cancel"), id, "--reason", "NOT-NOW")
                            .code())
                    .isEqualTo(2);
            Cli none = machine.run(List.of("quarantine", "rerun"), "--plan", givenUp);
            assertThat(none.err()).contains("or given up");

            Cli still = machine.run(List.of("quarantine", "rerun"), id, "--reason", "TOO-SOON", "--config", config);
            assertThat(still.code()).as(still.err()).isEqualTo(1);
            assertThat(still.err()).contains("1 stay in quarantine");

            Cli rerun =
                    machine.run(List.of("quarantine", "rerun"), "--plan", plan, "--config", mended, "--output", JSON);
            assertThat(rerun.code()).as(rerun.err()).isZero();
            JsonNode taken = rerun.lines().getFirst();
            assertThat(taken.get("state").stringValue()).isEqualTo("TAKEN");
            assertThat(taken.get("reruns").intValue()).isEqualTo(2);
            String document = taken.get("documentId").stringValue();
            assertThat(machine.run(List.of("document", "show"), document).code())
                    .isZero();
            assertThat(machine.run(List.of("quarantine", "list"), "--output", JSON)
                            .lines())
                    .isEmpty();
            assertThat(machine.run(List.of("quarantine", "list"), "--all", "--output", JSON)
                            .lines())
                    .hasSize(1);
            Cli again = machine.run(List.of("quarantine", "rerun"), "--plan", plan);
            assertThat(again.code()).isZero();
            assertThat(again.err()).contains("started before");
            assertThat(machine.run(List.of("audit", "verify")).code()).isZero();
        }
    }

    @Test
    void whatNamesNoMessageIsUsage() {
        String id = "00000000-0000-7000-8000-000000000000";
        String data = folder.resolve("data").toString();
        for (List<String> wrong : List.of(
                List.of("--reason", "MENDED"),
                List.of(id),
                List.of(id, "--reason", "not a code"),
                List.of("--cause", "no cause", "--reason", "MENDED"),
                List.of("--plan", id, "--reason", "MENDED"),
                List.of("--plan", id, "--dry-run"))) {
            List<String> command = new java.util.ArrayList<>(List.of("quarantine", "rerun", "--data", data));
            command.addAll(wrong);
            Cli cli = Cli.run(command);
            assertThat(cli.code()).as(wrong + ": " + cli.err()).isEqualTo(2);
        }
        assertThat(Path.of(data)).doesNotExist();
    }

    private static void publish(TestMachine machine, byte[] content) throws Exception {
        Topics.createMissing(machine.kafkaClient(), Topics.defaults());
        try (DocumentPublisher publisher = new DocumentPublisher(
                machine.kafkaClient(), Topics.DOCUMENTS, machine.data().resolve("claims"))) {
            publisher
                    .publish(OutgoingDocument.of(
                                    URI.create("urn:test:museum"), "hours", "south", "summarise", "operations", content)
                            .withFileName("museum-of-jane.txt"))
                    .get();
        }
    }

    /** A node reads until the message has been set aside; another file is only what it runs for. */
    private JsonNode listedAfter(TestMachine machine, Path config) throws Exception {
        for (int run = 0; run < 5; run++) {
            Path file = Files.writeString(folder.resolve("run-" + run + ".txt"), "Tickets are sold at the gate " + run);
            Cli process = machine.run(List.of("process"), file, "--config", config);
            assertThat(process.code()).as(process.err()).isZero();
            List<JsonNode> listed =
                    machine.run(List.of("quarantine", "list"), "--output", JSON).lines();
            if (!listed.isEmpty()) {
                return listed.getFirst();
            }
        }
        throw new AssertionError("no run set the message aside");
    }
}
