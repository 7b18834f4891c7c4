package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the data folder of a node that runs. Needs PostgreSQL and Kafka. */
class BesideANodeIntegrationTests {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void theyUseItAndOptionsThatItWasNotGivenAreRefused() throws Exception {
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        try (TestMachine machine = TestMachine.fresh(folder);
                ChildSluice node = ChildSluice.start(machine, List.of("up"))) {
            CrashedMachine.await("the node", LONGEST, () -> {
                assertThat(node.running()).as(node.err()).isTrue();
                return node.err().contains("Ctrl-C stops it");
            });
            String data = machine.data().toString();
            Cli process = Cli.run("process", "--data", data, "--output", "json", memo);
            assertThat(process.code()).as(process.err()).isZero();
            assertThat(process.lines().getFirst().get("state").stringValue()).isEqualTo("COMPLETED");
            assertThat(machine.run(List.of("status")).code()).isZero();
            Cli sovereign = machine.run(List.of("process"), "--sovereign", "http://127.0.0.1:9/v1", memo);
            assertThat(sovereign.code()).isEqualTo(5);
            assertThat(sovereign.err()).contains("a node runs on", "--sovereign");
            Cli bundle = Cli.run(
                    "process",
                    "--data",
                    data,
                    "--bundle",
                    TestMachine.root().resolve("policy/bundles/default").toString(),
                    memo);
            assertThat(bundle.code()).isEqualTo(5);
            for (List<String> other : List.of(
                    List.of("--database", "jdbc:postgresql://127.0.0.1:9/other?user=admin"),
                    List.of("--kafka", "127.0.0.1:9"))) {
                Cli status = Cli.run("status", "--data", data, other.getFirst(), other.getLast());
                assertThat(status.code()).as(status.err()).isEqualTo(5);
                assertThat(status.err()).contains("other servers");
            }
            node.terminate(LONGEST);
        }
    }
}
