package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Documents all the way through beside a model that takes a last look. Needs PostgreSQL and Kafka. */
class LastLookIntegrationTests {
    private static final String ORDINARY = "Chop the onions and fry them in oil for ten minutes.\n";
    private static final String DOUBTFUL = "Chop the tomatoes and fry them in oil for ten minutes.\n";
    private static final String DECIDED = "Patient: Ingrid Vestergaard, MRN 00412345, cardiology, tomatoes.\n";

    @TempDir
    Path folder;

    @Test
    void aDocumentThatTheModelRaisesStaysInsideAndOneItFailsOnDoesToo() throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("ordinary.txt"), ORDINARY);
        Files.writeString(files.resolve("doubtful.txt"), DOUBTFUL);
        Files.writeString(files.resolve("decided.txt"), DECIDED);
        try (TestMachine machine = TestMachine.fresh(folder);
                LastLookServer server = new LastLookServer(folder)) {
            Cli first = machine.run(List.of("process"), "--config", server.config(), "--output", "json", files);
            assertThat(first.code()).as(first.err()).isZero();
            Map<String, JsonNode> lines = byPath(first);
            assertThat(lines.get("ordinary.txt").get("cleared").booleanValue()).isTrue();
            assertThat(lines.get("doubtful.txt").get("cleared").booleanValue()).isFalse();
            assertThat(lines.get("doubtful.txt").get("route").stringValue()).isEqualTo("SOVEREIGN");
            assertThat(lines.get("decided.txt").get("cleared").booleanValue()).isFalse();
            assertThat(server.shown()).anyMatch(request -> request.contains("onions"));
            assertThat(tiers(machine, lines.get("ordinary.txt"))).isEqualTo("[1,2,3]");
            assertThat(tiers(machine, lines.get("decided.txt"))).isEqualTo("[1]");

            server.misbehaveForDocuments("tomatoes");
            Path later = Files.createDirectory(folder.resolve("later"));
            Files.writeString(later.resolve("unseen.txt"), ORDINARY.replace("ten", "nine"));
            Cli second = machine.run(List.of("process"), "--config", server.config(), "--output", "json", later);
            assertThat(second.code()).as(second.err()).isZero();
            JsonNode unseen = byPath(second).get("unseen.txt");
            assertThat(unseen.get("cleared").booleanValue()).isFalse();
            JsonNode attempt = machine.run(
                            List.of("document", "show", unseen.get("documentId").stringValue()), "--output", "json")
                    .lines()
                    .getFirst();
            assertThat(attempt.get("exhaustiveness").stringValue()).isEqualTo("FAILED");
            assertThat(attempt.get("degraded").get(0).stringValue()).isEqualTo("DETECTOR_FAILED");
            String log = Files.readString(machine.data().resolve("log/sluice.log"));
            assertThat(log).contains("ANSWER_NOT_OF_SCHEMA").doesNotContain("tomatoes", "onions");
            Cli verified = machine.run(List.of("audit", "verify"));
            assertThat(verified.code()).as(verified.err()).isZero();
        }
    }

    private static Map<String, JsonNode> byPath(Cli cli) {
        Map<String, JsonNode> lines = new HashMap<>();
        cli.lines().forEach(line -> lines.put(line.get("path").stringValue(), line));
        return lines;
    }

    private static String tiers(TestMachine machine, JsonNode line) {
        return machine
                .run(
                        List.of("audit", "query"),
                        "--document",
                        line.get("documentId").stringValue(),
                        "--output",
                        "json")
                .lines()
                .stream()
                .filter(event -> event.get("type").stringValue().equals("classification.completed"))
                .findFirst()
                .orElseThrow()
                .toString()
                .replaceAll("(?s).*\\\\?\"tiers\\\\?\":(\\[[0-9,]*]).*", "$1");
    }
}
