package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.inference.testing.Misbehaviour;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** What {@code process} says and does while an endpoint is down. Needs PostgreSQL and Kafka. */
class WaitingIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void whatDidNotEndInTimeIsShownAsItStandsAndTheNextRunGoesOn() throws Exception {
        Path key = Files.writeString(folder.resolve("api.key"), "sk-made-up\n");
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        Path bundle = closedOnly();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            machine.putInForce(bundle);
            Cli down = machine.run(List.of("process", "--bundle", bundle.toString()), external(key, memo));
            assertThat(down.code()).as(down.err()).isEqualTo(1);
            JsonNode line = down.lines().getFirst();
            assertThat(line.get("state").stringValue()).as(down.err()).isEqualTo("WAITING(ENDPOINT_DOWN)");
            assertThat(line.get("documentId").stringValue()).isNotEmpty();
            assertThat(down.err())
                    .contains("1 WAITING(ENDPOINT_DOWN) on external-1: the endpoint cannot be reached", "memo.txt");
            assertThat(down.err().lines().toList().getLast()).isEqualTo("1 documents: 1 waiting; 1 cleared");
            List<String> sort = List.of(
                    "process", "--bundle", bundle.toString(), "--task", "classify", "--label", "travel", "--label");
            Cli first = machine.run(append(sort, "cooking"), external(key, memo));
            assertThat(first.lines().getFirst().get("state").stringValue()).isEqualTo("WAITING(ENDPOINT_DOWN)");
            Cli other = machine.run(append(sort, "weather"), external(key, memo));
            assertThat(other.code()).isEqualTo(1);
            assertThat(other.lines().getFirst().get("state").stringValue()).isEqualTo("CONFLICT");
            letTimePass(machine);
            try (FakeClosedApi api = FakeClosedApi.start()) {
                Cli again = machine.run(
                        List.of("process"),
                        "--bundle",
                        bundle,
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
    void whatIsClearedIsDoneInsideWhileNobodyAnswersOutside() throws Exception {
        Path key = Files.writeString(folder.resolve("api.key"), "sk-made-up\n");
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Object[] nobody = external(key, memo);
            List<Object> patient = new java.util.ArrayList<>(List.of(nobody));
            patient.set(patient.indexOf("10s"), "3m");
            Cli cli = machine.run(List.of("process"), patient.toArray());
            assertThat(cli.code()).as(cli.err()).isZero();
            JsonNode line = cli.lines().getFirst();
            assertThat(line.get("state").stringValue()).isEqualTo("COMPLETED");
            assertThat(line.get("route").stringValue()).isEqualTo("EXTERNAL");
            assertThat(line.get("endpoint").stringValue()).isEqualTo("in-process-minilm");
        }
    }

    @Test
    void whatIsDeclinedOutsideIsDoneInsideAndShownThereOnce() throws Exception {
        try (ClosedApiMachine closed = ClosedApiMachine.fresh(folder)) {
            closed.api().always(new Misbehaviour.Refusal());
            Cli cli = closed.process(ClosedApiMachine.samples().resolve("memo.txt"));
            assertThat(cli.code()).as(cli.err()).isZero();
            JsonNode line = cli.lines().getFirst();
            assertThat(line.get("state").stringValue()).isEqualTo("COMPLETED");
            assertThat(line.get("endpoint").stringValue()).isEqualTo("in-process-minilm");
            assertThat(closed.api().requests()).hasSize(1);
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
        for (String side : List.of("--external", "--sovereign")) {
            for (Path key : List.of(folder.resolve("missing.key"), folder, twoLines)) {
                Cli cli = Cli.run(
                        "process",
                        side,
                        "https://api.example.com/v1",
                        side + "-model",
                        "m",
                        side + "-key-file",
                        key.toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        TestMachine.root().resolve("samples/memo.txt").toString());
                assertThat(cli.code()).as(cli.err()).isEqualTo(2);
                assertThat(cli.err()).contains(side + "-key-file").doesNotContain("sk-made-up");
            }
        }
    }

    @Test
    void aServerInsideIsAskedWithTheKeyOfItsFileWhichIsNowhereElse() throws Exception {
        String secret = "sk-Own7-rT55-inside";
        Path key = Files.writeString(folder.resolve("inside.key"), secret + "\n");
        try (TestMachine machine = TestMachine.fresh(folder);
                FakeClosedApi inside = FakeClosedApi.start()) {
            Cli cli = machine.run(
                    List.of("process"),
                    "--output",
                    "json",
                    "--sovereign",
                    inside.url(),
                    "--sovereign-model",
                    FakeClosedApi.MODEL,
                    "--sovereign-key-file",
                    key,
                    TestMachine.root().resolve("samples/memo.txt"));
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(cli.lines().getFirst().get("endpoint").stringValue()).isEqualTo("sovereign-1");
            assertThat(inside.requests()).hasSize(1);
            assertThat(inside.requests().getFirst().headers().get("Authorization"))
                    .containsExactly("Bearer " + secret);
            assertThat(cli.out() + cli.err()).doesNotContain(secret);
            assertThat(JdbcClient.create(new DriverManagerDataSource(
                                    machine.database().adminUrl()))
                            .sql(
                                    "select count(*) from audit.event where position(:secret in convert_from(body, 'UTF8')) > 0")
                            .param("secret", secret)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void aWaitIsANumberAndAUnit() {
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        assertThat(Cli.run("process", "--wait", "soon", memo).code()).isEqualTo(2);
    }

    /** The default bundle, where no endpoint inside works on cleared documents. */
    private Path closedOnly() throws Exception {
        Path defaults = TestMachine.root().resolve("policy/bundles/default");
        Path copy = folder.resolve("closed-only");
        try (Stream<Path> files = Files.walk(defaults)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(defaults.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path routing = copy.resolve("routing.yaml");
        String inside = "      - [sovereign-1]\n      - [in-process-minilm]\n    restricted:";
        String text = Files.readString(routing);
        assertThat(text).contains(inside);
        Files.writeString(routing, text.replace(inside, "    restricted:"));
        return copy;
    }

    /** Nobody has failed to reach an endpoint lately. */
    private static void letTimePass(TestMachine machine) {
        JdbcClient.create(new DriverManagerDataSource(machine.database().adminUrl()))
                .sql("update sluice.dispatch set ended_at = ended_at - interval '1 hour'")
                .update();
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
