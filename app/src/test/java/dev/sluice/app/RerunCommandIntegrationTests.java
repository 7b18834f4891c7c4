package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code rerun plan|list|show|approve|start|pause|stop} and {@code review list|show|reject}. Needs PostgreSQL and Kafka. */
class RerunCommandIntegrationTests {
    private static final String JSON = "json";

    @TempDir
    Path folder;

    @Test
    void aPlanIsFrozenApprovedByAnotherPersonStartedAndShown() throws Exception {
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli process = machine.run(List.of("process"), memo, "--output", JSON);
            assertThat(process.code()).as(process.err()).isZero();
            String document = process.lines().getFirst().get("documentId").stringValue();

            Cli planned = machine.run(List.of("rerun", "plan"), "--state", "COMPLETED", "--output", JSON);
            assertThat(planned.code()).as(planned.err()).isZero();
            assertThat(planned.lines()).singleElement().satisfies(line -> {
                assertThat(line.get("documents").intValue()).isOne();
                assertThat(line.get("before").stringValue()).isEqualTo("EXTERNAL");
                assertThat(line.get("planned").stringValue()).isEqualTo("EXTERNAL");
                assertThat(line.get("after").isNull()).isTrue();
            });
            String plan = planned.err().replaceFirst("(?s).*plan ([0-9a-f-]{36}):.*", "$1");

            Cli own = machine.run(List.of("rerun", "approve"), plan, "--reason", "LOOKED-AT");
            assertThat(own.code()).as(own.err()).isEqualTo(3);
            assertThat(own.err()).contains("another person");
            String login = System.getProperty("user.name");
            System.setProperty("user.name", "second.person");
            try {
                assertThat(machine.run(List.of("rerun", "approve"), plan, "--reason", "LOOKED-AT")
                                .code())
                        .as("what a setting says is nobody's login")
                        .isEqualTo(3);
            } finally {
                System.setProperty("user.name", login);
            }
            Path token = RegisteredPersons.register(machine, folder).approver();
            Cli without = machine.run(List.of("rerun", "approve"), plan, "--reason", "LOOKED-AT");
            assertThat(without.code()).isEqualTo(3);
            assertThat(without.err()).contains("--token-file");
            Cli approved =
                    machine.run(List.of("rerun", "approve"), plan, "--reason", "LOOKED-AT", "--token-file", token);
            assertThat(approved.code()).as(approved.err()).isZero();

            assertThat(machine.run(List.of("rerun", "pause"), plan).code())
                    .as("it does not run")
                    .isEqualTo(1);
            Cli started = machine.run(
                    List.of("rerun", "start"), plan, "--reason", "AGAIN", "--rate", "600", "--output", JSON);
            assertThat(started.code()).as(started.err()).isZero();
            assertThat(started.lines()).singleElement().satisfies(line -> {
                assertThat(line.get("after").stringValue()).isEqualTo("EXTERNAL");
                assertThat(line.get("state").stringValue()).isEqualTo("COMPLETED");
            });
            Cli shown = machine.run(List.of("rerun", "show"), plan, "--documents", "--output", JSON);
            assertThat(shown.lines())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.get("documentId").stringValue()).isEqualTo(document));
            assertThat(machine.run(List.of("rerun", "list"), "--output", JSON).lines())
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("state").stringValue()).isEqualTo("ENDED");
                        assertThat(line.get("approvedBy").stringValue()).isEqualTo("john.doe");
                        assertThat(line.get("rate").intValue()).isEqualTo(600);
                    });
            assertThat(machine.run(List.of("rerun", "stop"), plan).code()).isEqualTo(1);
            assertThat(machine.run(List.of("document", "show"), document, "--output", JSON)
                            .lines())
                    .hasSize(2);
            assertThat(machine.run(List.of("audit", "verify")).code()).isZero();
        }
    }

    @Test
    void whatNoEndpointIsEligibleForIsListedAndRejected() throws Exception {
        Path large = Files.writeString(
                folder.resolve("large.txt"), "The museum opens at nine on every day of the week.\n".repeat(220_000));
        try (TestMachine machine = TestMachine.fresh(folder)) {
            machine.run(List.of("process"), "--output", JSON, large);
            Cli listed = machine.run(List.of("review", "list"), "--output", JSON);
            assertThat(listed.code()).as(listed.err()).isZero();
            JsonNode row = listed.lines().getFirst();
            assertThat(row.get("state").stringValue()).isEqualTo("WAITING");
            String document = row.get("documentId").stringValue();
            Cli shown = machine.run(List.of("review", "show"), document, "--output", JSON);
            assertThat(shown.lines().getFirst().get("sentence").stringValue())
                    .contains("until an endpoint is eligible");
            assertThat(shown.out()).doesNotContain("museum");
            assertThat(machine.run(List.of("review", "approve"), document, "--reason", "X")
                            .code())
                    .isEqualTo(1);
            Cli rejected = machine.run(List.of("review", "reject"), document, "--reason", "TOO-LONG");
            assertThat(rejected.code()).as(rejected.err()).isZero();
            // The next node carries it out, and the command sees that the document has ended.
            Cli again = machine.run(List.of("process"), "--output", JSON, large);
            assertThat(again.lines().getFirst().get("state").stringValue()).isEqualTo("WITHHELD(REJECTED)");
            assertThat(machine.run(List.of("review", "list"), "--output", JSON).lines())
                    .isEmpty();
        }
    }

    @Test
    void whatSaysNoDocumentOrIsNoCodeIsUsage() {
        String id = "00000000-0000-7000-8000-000000000000";
        String data = folder.resolve("data").toString();
        for (List<String> wrong : List.of(
                List.of("rerun", "plan"),
                List.of("rerun", "plan", "--state", "GONE"),
                List.of("rerun", "plan", "--cause", "no cause"),
                List.of("rerun", "plan", "--bundle-version", "xyz"),
                List.of("rerun", "plan", "--policy", "either", "--state", "FAILED"),
                List.of("rerun", "start", id),
                List.of("rerun", "start", id, "--reason", "not a code"),
                List.of("rerun", "start", id, "--reason", "X", "--rate", "0"),
                List.of("rerun", "approve", id),
                List.of("review", "approve", id, "--reason", "not a code"),
                List.of("review", "reject", id))) {
            List<String> command = new ArrayList<>(wrong);
            command.addAll(List.of("--data", data));
            Cli cli = Cli.run(command);
            assertThat(cli.code()).as(wrong + ": " + cli.err()).isEqualTo(2);
        }
        assertThat(Path.of(data)).doesNotExist();
    }
}
