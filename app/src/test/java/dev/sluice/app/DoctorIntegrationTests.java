package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sluice doctor} says of servers that are named. Needs PostgreSQL and Kafka. */
class DoctorIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void asksTheNamedServersAndMakesNothing() throws Exception {
        try (TestMachine machine = TestMachine.fresh(folder)) {
            List<String> named = machine.command(List.of("doctor"), "--output", "json");
            assertThat(grades(Cli.run(named))).containsEntry("Kafka", "OK").containsEntry("PostgreSQL", "OK");

            Path elsewhere = folder.resolve("elsewhere");
            List<String> other = machine.command(List.of("doctor"), "--output", "json").stream()
                    .map(word -> word.equals(machine.data().toString()) ? elsewhere.toString() : word)
                    .toList();
            assertThat(grades(Cli.run(other))).containsEntry("data folder", "OK");
            assertThat(elsewhere).doesNotExist();
        }
    }

    @Test
    void saysWhichNamedServerDoesNotAnswer() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Cli doctor = Cli.run(
                "doctor",
                "--output",
                "json",
                "--data",
                folder.resolve("data").toString(),
                "--kafka",
                "127.0.0.1:" + closed,
                "--database",
                "jdbc:postgresql://127.0.0.1:" + closed + "/sluice?user=admin&password=none");
        assertThat(doctor.code()).isEqualTo(5);
        assertThat(grades(doctor)).containsEntry("Kafka", "MISSING").containsEntry("PostgreSQL", "MISSING");
    }

    private static Map<String, String> grades(Cli doctor) {
        return doctor.lines().stream()
                .collect(Collectors.toMap(
                        check -> check.get("check").stringValue(),
                        check -> check.get("grade").stringValue()));
    }
}
