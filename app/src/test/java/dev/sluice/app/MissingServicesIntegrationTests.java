package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says when a server that was named is not there. Needs PostgreSQL. */
class MissingServicesIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void aServerThatDoesNotAnswerIsExitFive() throws Exception {
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        String closed = "127.0.0.1:" + closedPort();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            List<String> toMachine = List.of(
                    "--data",
                    machine.data().toString(),
                    "--database",
                    machine.database().adminUrl());
            for (List<String> command : List.of(List.of("process", memo), List.of("up"), List.of("publish", memo))) {
                Cli cli = Cli.run(join(command, toMachine, List.of("--kafka", closed)));
                assertThat(cli.code()).as(cli.err()).isEqualTo(5);
                assertThat(cli.err()).contains("Kafka at " + closed + " did not answer");
            }
            Cli noName = Cli.run(join(List.of("up"), toMachine, List.of("--kafka", "no port")));
            assertThat(noName.code()).as(noName.err()).isEqualTo(5);
            assertThat(noName.err()).contains("--kafka");
            Cli noDatabase = Cli.run(
                    "status",
                    "--data",
                    machine.data().toString(),
                    "--database",
                    "jdbc:postgresql://" + closed + "/sluice?user=admin&password=planted-password");
            assertThat(noDatabase.code()).as(noDatabase.err()).isEqualTo(5);
            assertThat(noDatabase.err()).doesNotContain("planted-password");
        }
    }

    private static List<String> join(List<String> words, List<String> machine, List<String> more) {
        return java.util.stream.Stream.of(words, machine, more)
                .flatMap(List::stream)
                .toList();
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
