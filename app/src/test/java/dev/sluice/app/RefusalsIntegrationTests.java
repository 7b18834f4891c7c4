package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The exit codes of commands that must not go on. Needs PostgreSQL and Kafka. */
class RefusalsIntegrationTests {
    private static final String CLOSED = """
            @id("nothing-leaves")
            @title("Nothing leaves")
            @citation("a test")
            @severity("absolute")
            forbid (principal, action == Action::"send", resource)
            when { !context.endpointIsOurs };
            """;

    @TempDir
    Path folder;

    @Test
    void whatWouldNewlyGoOutIsNotRunAgain() throws Exception {
        Path memo = ClosedApiMachine.samples().resolve("memo.txt");
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Path closed = closedBundle();
            machine.putInForce(closed);
            Cli inside = machine.run(List.of("process"), "--bundle", closed, "--output", "json", memo);
            assertThat(inside.code()).as(inside.err()).isZero();
            assertThat(inside.lines().getFirst().get("route").stringValue()).isEqualTo("SOVEREIGN");

            machine.putInForce(TestMachine.root().resolve("policy/bundles/default"));
            Cli again = machine.run(List.of("process"), "--again", "--output", "json", memo);

            assertThat(again.code()).as(again.err()).isEqualTo(3);
            assertThat(again.err()).contains("would newly go out");
            Cli stored = machine.run(List.of("process"), "--output", "json", memo);
            assertThat(stored.lines().getFirst().get("route").stringValue()).isEqualTo("SOVEREIGN");
            assertThat(stored.lines().getFirst().get("cleared").asBoolean()).isFalse();
        }
    }

    @Test
    void alteredRecordsAreNamed() throws Exception {
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli processed =
                    machine.run(List.of("process"), ClosedApiMachine.samples().resolve("memo.txt"));
            assertThat(processed.code()).as(processed.err()).isZero();
            assertThat(machine.run(List.of("audit", "verify")).code()).isZero();
            // As somebody who owns the server and switched its triggers off.
            DriverManagerDataSource owner =
                    new DriverManagerDataSource(machine.database().adminUrl());
            owner.setConnectionProperties(options("-c session_replication_role=replica"));
            int altered = JdbcClient.create(owner)
                    .sql("update audit.event set body = convert_to(replace(convert_from(body, 'UTF8'),"
                            + " '\"cleared\":true', '\"cleared\":false'), 'UTF8') where type = 'policy.evaluated'")
                    .update();
            assertThat(altered).isPositive();

            Cli verify = machine.run(List.of("audit", "verify"));

            assertThat(verify.code()).as(verify.out() + verify.err()).isEqualTo(4);
            assertThat(verify.out() + verify.err()).containsPattern("leaf \\d+");
        }
    }

    private static java.util.Properties options(String value) {
        java.util.Properties properties = new java.util.Properties();
        properties.setProperty("options", value);
        return properties;
    }

    /** The default bundle with one more policy and without its expectations, which no longer hold. */
    private Path closedBundle() throws Exception {
        Path from = TestMachine.root().resolve("policy/bundles/default");
        Path to = folder.resolve("closed");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        Files.writeString(to.resolve("50-closed.cedar"), CLOSED);
        return to;
    }
}
