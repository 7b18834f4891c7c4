package dev.sluice.policy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyRule;
import dev.sluice.policy.life.ReleasedBundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundle that ships: it holds its own cases, it is proved, an officer can read it, and its page says what it says. */
class InstalledBundlesTests {
    private static final Path BUNDLES = Path.of("bundles");
    private static final Path PAGES = Path.of("../docs/policies");

    static List<String> names() {
        return PolicyBundle.installedNames();
    }

    @Test
    void areThoseOfTheFolder() throws IOException {
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheSameInstalledAsInItsFolder(String name) {
        PolicyBundle bundle = PolicyBundle.installed(name);
        assertThat(bundle.name()).isEqualTo(name);
        assertThat(bundle.digest())
                .isEqualTo(PolicyBundle.load(BUNDLES.resolve(name)).digest());
    }

    @ParameterizedTest
    @MethodSource("names")
    void passesItsOwnCasesOfWhichThereAreTwentyOrMore(String name) throws IOException {
        assertThat(PolicyBundle.check(BUNDLES.resolve(name))).isEmpty();
        assertThat(Files.readAllLines(BUNDLES.resolve(name).resolve("tests.yaml")))
                .filteredOn(line -> line.startsWith("  - name: "))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isProved(String name) {
        ProofReport report = Proof.of(PolicyBundle.load(BUNDLES.resolve(name)));
        assertThat(report.counterExamples()).isEmpty();
        assertThat(report.notFollowed()).isEmpty();
        assertThat(report.proved()).isTrue();
        assertThat(new String(report.json(), StandardCharsets.UTF_8))
                .as(
                        "src/main/resources/proofs/%s.json is made by ./sluice policy prove policy/bundles/%s --report DIR",
                        name, name)
                .isEqualTo(ReleasedBundles.proof(name));
        assertThat(report.mayLeave())
                .containsExactlyElementsOf(
                        name.equals("default") || name.equals("finance") ? List.of(Category.HEALTH_INFO) : List.of());
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsForAnOfficer(String name) {
        assertThat(PolicyBundle.installed(name).rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.title()).hasSizeGreaterThan(20).doesNotContain("context.", "&&", "endpoint_");
            assertThat(rule.citation()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void asksInTheSameWords(String name) throws IOException {
        assertThat(Files.readString(BUNDLES.resolve(name).resolve("schema.cedarschema")))
                .isEqualTo(Files.readString(BUNDLES.resolve("default/schema.cedarschema")));
    }

    @Test
    void behindTheAirGapNoThirdPartyIsNamed() {
        assertThat(PolicyBundle.installed("airgap").catalog().endpoints())
                .allMatch(endpoint -> endpoint.kind().inside());
        assertThat(PolicyBundle.installed("finance").catalog().endpoints())
                .anyMatch(endpoint -> endpoint.kind() == EndpointKind.HOSTED_OPEN);
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAPageWithEveryPolicyAndItsCitation(String name) throws IOException {
        List<String> table = PolicyBundle.installed(name).rules().stream()
                .map(InstalledBundlesTests::row)
                .toList();
        assertThat(Files.readAllLines(PAGES.resolve(name + ".md")))
                .filteredOn(line -> line.startsWith("| `"))
                .as("the table of policies should be\n%s", String.join("\n", table))
                .isEqualTo(table);
    }

    private static String row(PolicyRule rule) {
        String strict = rule.permits() ? "permits" : rule.absolute() ? "forbids, absolute" : "forbids";
        return "| `" + rule.id() + "` | " + strict + " | " + rule.title() + " | " + rule.citation() + " |";
    }
}
