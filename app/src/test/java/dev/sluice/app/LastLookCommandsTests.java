package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inference.testing.Misbehaviour;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --config} with a last look, for the commands that need no other server. */
class LastLookCommandsTests {
    private static final String ORDINARY = "Chop the onions and fry them in oil for ten minutes.";
    private static final String DOUBTFUL = "Chop the tomatoes and fry them in oil for ten minutes.";

    @TempDir
    Path folder;

    private Cli classify(Path config, String... options) throws Exception {
        Path in = Files.write(folder.resolve("in.jsonl"), List.of(line("a", ORDINARY), line("b", DOUBTFUL)));
        return Cli.run(java.util.stream.Stream.concat(
                        List.of("classify", "--jsonl", in.toString(), "--config", config.toString()).stream(),
                        java.util.stream.Stream.of(options))
                .toList());
    }

    private static String line(String id, String text) {
        return JsonMapper.shared().writeValueAsString(Map.of("id", id, "text", text));
    }

    @Test
    void whatTheModelQuotesHoldsADocumentThatWouldBeCleared() throws Exception {
        try (LastLookServer server = new LastLookServer(folder)) {
            Cli cli = classify(server.config(), "--explain");
            assertThat(cli.code()).as(cli.err()).isZero();
            JsonNode ordinary = cli.lines().get(0);
            assertThat(ordinary.get("cleared").booleanValue()).isTrue();
            assertThat(ordinary.get("exhaustive").booleanValue()).isTrue();
            JsonNode held = cli.lines().get(1);
            assertThat(held.get("cleared").booleanValue()).isFalse();
            assertThat(held.get("route").stringValue()).isEqualTo("SOVEREIGN");
            assertThat(held.get("exhaustive").booleanValue()).isTrue();
            JsonNode finding = held.get("findings").get(0);
            assertThat(held.get("findings").size()).isEqualTo(1);
            assertThat(finding.get("recognizer").stringValue()).isEqualTo("last-look");
            assertThat(DOUBTFUL.substring(
                            finding.get("start").intValue(), finding.get("end").intValue()))
                    .isEqualTo(LastLookServer.PLANTED);
            assertThat(finding.get("explanation").get("basis").stringValue()).isEqualTo("LAST_LOOK");
            assertThat(finding.get("explanation").get("tier").intValue()).isEqualTo(3);
            assertThat(server.shown()).hasSize(2);
        }
    }

    @Test
    void whatTheModelDidNotAnswerAsItShouldIsDegradedAndNotCleared() throws Exception {
        try (LastLookServer server = new LastLookServer(folder)) {
            server.misbehaveForDocuments("tomatoes are people");
            Cli cli = classify(server.config());
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(cli.lines()).hasSize(2).allSatisfy(line -> {
                assertThat(line.get("cleared").booleanValue()).isFalse();
                assertThat(line.get("degraded").booleanValue()).isTrue();
            });
            assertThat(cli.err()).doesNotContain("tomatoes");
        }
    }

    @Test
    void aServerThatDoesNotWorkIsNamedBeforeTheFirstDocumentAndByDoctor() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Path nobody = LastLookServer.write(folder, URI.create("http://127.0.0.1:" + closed + "/v1"));
        Cli cli = classify(nobody);
        assertThat(cli.code()).isEqualTo(5);
        assertThat(cli.err()).contains("last-look", "NOT_REACHED", "doctor --config");
        assertThat(doctor(nobody)).contains("MISSING", "NOT_REACHED");
        try (LastLookServer blind = new LastLookServer(folder)) {
            blind.always(
                    new Misbehaviour.Body("{\"model\":\"fake-1\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
                            + "{\"content\":\"{\\\"found\\\": []}\"}}]}"));
            assertThat(doctor(blind.config())).contains("MISSING", "nothing found");
        }
        try (LastLookServer other = new LastLookServer(folder)) {
            other.always(new Misbehaviour.WrongModel("fake-2"));
            assertThat(doctor(other.config())).contains("MISSING", "MODEL_MISMATCH");
        }
        try (LastLookServer working = new LastLookServer(folder)) {
            assertThat(doctor(working.config())).contains("OK").doesNotContain("MISSING");
        }
    }

    private String doctor(Path config) {
        Cli doctor = Cli.run(
                "doctor",
                "--output",
                "csv",
                "--data",
                folder.resolve("none").toString(),
                "--config",
                config.toString());
        return doctor.out()
                .lines()
                .filter(line -> line.startsWith("last look,"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void evaluateMeasuresItAndCalibrateRefusesIt() throws Exception {
        Path corpus = Files.write(
                folder.resolve("clean.jsonl"),
                List.of(
                        "{\"id\":\"a\",\"source\":\"s\",\"text\":\"" + ORDINARY + "\"}",
                        "{\"id\":\"b\",\"source\":\"s\",\"text\":\"" + DOUBTFUL + "\"}"));
        try (LastLookServer server = new LastLookServer(folder)) {
            String config = server.config().toString();
            Cli evaluate = Cli.run("evaluate", corpus.toString(), "--config", config, "--output", "json");
            assertThat(evaluate.code()).as(evaluate.err()).isZero();
            assertThat(evaluate.lines()
                            .getFirst()
                            .get("clean")
                            .get("overBlocked")
                            .intValue())
                    .isEqualTo(1);
            Cli calibrate = Cli.run("evaluate", corpus.toString(), "--config", config, "--calibrate");
            assertThat(calibrate.code()).isEqualTo(2);
            assertThat(calibrate.err()).contains("--calibrate", "last look");
        }
    }

    @Test
    void aFileOfSettingsThatCannotBeIsUsage() throws Exception {
        Path config =
                LastLookServer.write(folder, URI.create("https://models.example.internal/v1"), ", slot: external-1");
        for (Cli cli : List.of(
                classify(config),
                Cli.run(
                        "process",
                        "README.md",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("d").toString()),
                Cli.run(
                        "up",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("d").toString()))) {
            assertThat(cli.code()).as(cli.err()).isEqualTo(2);
        }
        assertThat(classify(config).err()).contains("--config: classifier.lastLook: slot external-1", "SELF_HOSTED");
        assertThat(folder.resolve("d")).doesNotExist();
    }

    @Test
    void nothingIsSentToAPublicAddress() throws Exception {
        Path config = LastLookServer.write(folder, URI.create("https://1.1.1.1/v1"));
        Cli cli = classify(config);
        assertThat(cli.code()).isEqualTo(5);
        assertThat(cli.err()).contains("ADDRESS_NOT_OURS");
    }
}
