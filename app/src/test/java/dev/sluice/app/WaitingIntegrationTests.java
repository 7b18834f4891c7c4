package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inference.testing.FakeClosedApi;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code process} says and does while an endpoint is down. Needs PostgreSQL and Kafka. */
class WaitingIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void whatDidNotEndInTimeIsShownAsItStandsAndTheNextRunGoesOn() throws Exception {
        Path key = Files.writeString(folder.resolve("api.key"), "sk-made-up\n");
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli down = machine.run(List.of("process"), external(key, memo));
            assertThat(down.code()).as(down.err()).isEqualTo(1);
            JsonNode line = down.lines().getFirst();
            assertThat(line.get("state").stringValue()).as(down.err()).isEqualTo("WAITING(ENDPOINT_DOWN)");
            assertThat(line.get("documentId").stringValue()).isNotEmpty();
            assertThat(down.err())
                    .contains("1 WAITING(ENDPOINT_DOWN) on external-1: the endpoint cannot be reached", "memo.txt");
            assertThat(down.err().lines().toList().getLast()).isEqualTo("1 documents: 1 waiting; 1 cleared");
            List<String> sort = List.of("process", "--task", "classify", "--label", "travel", "--label");
            Cli first = machine.run(append(sort, "cooking"), external(key, memo));
            assertThat(first.lines().getFirst().get("state").stringValue()).isEqualTo("WAITING(ENDPOINT_DOWN)");
            Cli other = machine.run(append(sort, "weather"), external(key, memo));
            assertThat(other.code()).isEqualTo(1);
            assertThat(other.lines().getFirst().get("state").stringValue()).isEqualTo("CONFLICT");
            try (FakeClosedApi api = FakeClosedApi.start()) {
                Cli again = machine.run(
                        List.of("process"),
                        "--output",
                        "json",
                        "--external",
                        api.url(),
                        "--external-model",
                        FakeClosedApi.MODEL,
                        "--external-key-file",
                        key,
                        memo);
                assertThat(again.code()).as(again.err()).isZero();
                assertThat(again.lines().getFirst().get("documentId")).isEqualTo(line.get("documentId"));
                assertThat(again.lines().getFirst().get("state").stringValue()).isEqualTo("COMPLETED");
            }
        }
    }

    @Test
    void aDocumentThatFitsNoEndpointIsNotWaitedFor() throws Exception {
        Path large = Files.writeString(
                folder.resolve("large.txt"), "The museum opens at nine on every day of the week.\n".repeat(220_000));
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli cli = machine.run(List.of("process"), "--output", "json", large);
            assertThat(cli.code()).as(cli.err()).isEqualTo(1);
            assertThat(cli.lines().getFirst().get("state").stringValue()).isEqualTo("WAITING(NO_ELIGIBLE_ENDPOINT)");
            assertThat(cli.err()).contains("no endpoint that can be used now");
        }
    }

    @Test
    void aKeyFileWithoutAKeyIsUsage() throws Exception {
        Path twoLines = Files.writeString(folder.resolve("two.key"), "sk-made-up\nsecond line\n");
        for (Path key : List.of(folder.resolve("missing.key"), folder, twoLines)) {
            Cli cli = Cli.run(
                    "process",
                    "--external",
                    "https://api.example.com/v1",
                    "--external-model",
                    "m",
                    "--external-key-file",
                    key.toString(),
                    "--data",
                    folder.resolve("data").toString(),
                    TestMachine.root().resolve("samples/memo.txt").toString());
            assertThat(cli.code()).as(cli.err()).isEqualTo(2);
            assertThat(cli.err()).contains("--external-key-file").doesNotContain("sk-made-up");
        }
    }

    @Test
    void aWaitIsANumberAndAUnit() {
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        assertThat(Cli.run("process", "--wait", "soon", memo).code()).isEqualTo(2);
    }

    private static Object[] external(Path key, String memo) throws Exception {
        return new Object[] {
            "--output",
            "json",
            "--wait",
            "10s",
            "--external",
            "http://127.0.0.1:" + closedPort() + "/v1",
            "--external-model",
            FakeClosedApi.MODEL,
            "--external-key-file",
            key,
            memo
        };
    }

    private static List<String> append(List<String> words, String last) {
        return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(last))
                .toList();
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
