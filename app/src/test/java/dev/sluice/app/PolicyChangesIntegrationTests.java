package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** {@code policy replay|simulate|explain} over what a node decided. Needs PostgreSQL and Kafka. */
class PolicyChangesIntegrationTests {
    private static final String NAME = "Wilhelmina Achterberg";

    @TempDir
    Path folder;

    @Test
    void whatWasDecidedIsMadeAgainSimulatedAndExplained() throws Exception {
        Path museum = Files.writeString(folder.resolve("museum.txt"), "The museum opens at nine.\n".repeat(30));
        Path letter = Files.writeString(
                folder.resolve("letter.txt"),
                "Patient: " + NAME + "\nMRN: 48213377\nDiagnosis: type 2 diabetes, HbA1c 8.1 %\nSSN: 536-22-8726\n");
        Path strict = strictBundle();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli processed = machine.run(List.of("process"), museum, letter, "--output", "json");
            assertThat(processed.code()).as(processed.err()).isZero();
            String document = document(processed, "letter.txt");

            Cli replay = machine.run(List.of("policy", "replay"), "--output", "json");
            assertThat(replay.code()).as(replay.err()).isZero();
            assertThat(replay.out()).isEmpty();
            assertThat(replay.err()).contains(" the same, 0 not").doesNotContain("left out");

            Path page = folder.resolve("page.html");
            Cli simulate =
                    machine.run(List.of("policy", "simulate"), "--bundle", strict, "--format", "csv", "--page", page);
            assertThat(simulate.code()).as(simulate.err()).isZero();
            assertThat(simulate.out().lines())
                    .startsWith("by,key,from,to,newlyExternal,documents")
                    .contains("route,,EXTERNAL,SOVEREIGN,no,1", "category,none,EXTERNAL,SOVEREIGN,no,1");
            assertThat(simulate.err()).contains("2 documents: 0 newly let outside");
            assertThat(Files.readString(page)).contains("EXTERNAL", "SOVEREIGN", "By category");

            Cli explain = machine.run(List.of("policy", "explain"), document);
            assertThat(explain.code()).as(explain.err()).isZero();
            assertThat(explain.out())
                    .contains("stays inside", "forbids: ", "Endpoint external-1", "comes out the same, byte for byte");
            for (String output : List.of(explain.out(), simulate.out(), Files.readString(page))) {
                assertThat(output).doesNotContain("Wilhelmina", "48213377", "536-22-8726", "letter.txt");
            }

            alter(machine, document);
            Cli altered = machine.run(List.of("policy", "replay"), "--output", "json");
            assertThat(altered.code()).as(altered.err()).isEqualTo(1);
            assertThat(altered.lines())
                    .extracting(row -> row.get("document").stringValue())
                    .containsOnly(document);
            assertThat(altered.lines())
                    .extracting(row -> row.get("outcome").stringValue())
                    .containsOnly("DIFFERS");
            Cli told = machine.run(List.of("policy", "explain"), document, "--output", "json");
            assertThat(told.lines().getFirst().get("replayed").stringValue()).isEqualTo("DIFFERS");

            Cli none = machine.run(List.of("policy", "explain"), "00000000-0000-7000-8000-000000000000");
            assertThat(none.code()).isEqualTo(1);
            assertThat(none.err()).contains("there is no decision");
        }
    }

    /** The default bundle, and nothing leaves. */
    private Path strictBundle() throws Exception {
        Path from = TestMachine.root().resolve("policy/bundles/default");
        Path bundle = folder.resolve("strict");
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = bundle.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(bundle.resolve("50-nothing-leaves.cedar"), """
                @id("nothing-leaves")
                @title("Nothing leaves")
                @citation("an invention of this test")
                @severity("standard")
                forbid (principal, action == Action::"send", resource)
                when { !context.endpointIsOurs };
                """);
        return bundle;
    }

    private static String document(Cli processed, String name) {
        for (JsonNode line : processed.lines()) {
            if (line.get("path").stringValue().endsWith(name)) {
                return line.get("documentId").stringValue();
            }
        }
        throw new AssertionError("no line for " + name + ": " + processed.out());
    }

    /** As the table's owner, with its triggers off. */
    private static void alter(TestMachine machine, String document) {
        JdbcClient admin =
                JdbcClient.create(new DriverManagerDataSource(machine.database().adminUrl()));
        admin.sql("alter table sluice.decision disable trigger user").update();
        admin.sql("update sluice.decision set policies = '{}' where document_id = cast(:document as uuid)")
                .param("document", document)
                .update();
        admin.sql("alter table sluice.decision enable trigger user").update();
    }
}
