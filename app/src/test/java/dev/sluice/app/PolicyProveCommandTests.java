package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy prove}: its exit codes, rows and report. Needs no servers. */
class PolicyProveCommandTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheBundle() throws IOException {
        Path from = TestMachine.root().resolve("policy/bundles/default");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        folder.resolve("bundle").resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void provesTheInstalledBundleAndWritesItsReport() throws IOException {
        Path report = folder.resolve("report");
        Cli proved = Cli.run("policy", "prove", "--output", "json", "--report", report.toString());
        assertThat(proved.code()).as(proved.out() + proved.err()).isZero();
        assertThat(proved.out()).isEmpty();
        assertThat(proved.err()).contains("Gone through: ", "requests that some policy tells apart");
        assertThat(proved.err().lines().toList().getLast())
                .startsWith("proved: ")
                .endsWith("0 counter-examples, 0 not followed");
        assertThat(Files.readString(report.resolve("proof.json"))).contains("\"proved\":true");
        String page = Files.readString(report.resolve("proof.md"));
        String digest = page.lines()
                .filter(line -> line.contains("report `"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*report `([0-9a-f]{64})`.*", "$1");
        assertThat(proved.err()).contains("report " + digest);
    }

    @Test
    void saysByWhichPolicyWhatLeavesThatMayNot() throws IOException {
        Path policies = folder.resolve("bundle/30-fail-closed.cedar");
        Files.writeString(
                policies,
                Files.readString(policies)
                        .replace(
                                "!context.everythingWasRead &&",
                                "!context.everythingWasRead && context.isConfidential &&"));
        Cli refused = Cli.run("policy", "prove", folder.resolve("bundle").toString(), "--output", "json");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.lines()).anySatisfy(line -> {
            assertThat(line.get("property").stringValue()).isEqualTo("DOUBT_STAYS_INSIDE");
            assertThat(line.get("policies").stringValue()).isEqualTo("ordinary-documents-may-leave");
            assertThat(line.get("problem").stringValue()).contains("of which a part was not read");
        });
        assertThat(refused.err().lines().toList().getLast()).startsWith("not proved: ");
        assertThat(Cli.run("policy", "check", folder.resolve("bundle").toString())
                        .err())
                .doesNotContain("\nproved");
    }

    @Test
    void refusesWhatItCannotFollowWithWhatToWriteInstead() throws IOException {
        Path policies = folder.resolve("bundle/10-inside.cedar");
        Files.writeString(
                policies,
                Files.readString(policies)
                        .replace(
                                "when { context.endpointIsOurs }",
                                "when { context has endpointIsOurs && context.endpointIsOurs }"));
        Cli refused = Cli.run("policy", "prove", folder.resolve("bundle").toString(), "--output", "json");
        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.lines()).singleElement().satisfies(line -> {
            assertThat(line.get("policies").stringValue()).isEqualTo("inside-may-read");
            assertThat(line.get("file").stringValue()).isEqualTo("10-inside.cedar");
            assertThat(line.get("line").intValue()).isPositive();
            assertThat(line.get("instead").stringValue()).contains("context has");
        });
    }

    @Test
    void refusesWhatDoesNotLoadAndWhatIsNotThere() throws IOException {
        Files.delete(folder.resolve("bundle/schema.cedarschema"));
        Cli broken = Cli.run("policy", "prove", folder.resolve("bundle").toString());
        assertThat(broken.code()).isEqualTo(3);
        assertThat(broken.err()).contains("schema.cedarschema", "not proved");
        assertThat(Cli.run("policy", "prove", folder.resolve("nowhere").toString())
                        .code())
                .isEqualTo(2);
    }
}
