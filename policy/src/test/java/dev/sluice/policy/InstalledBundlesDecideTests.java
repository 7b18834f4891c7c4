package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The further bundles once somebody has filled in providers and what they promised. */
class InstalledBundlesDecideTests {
    private static final Path EU = Path.of("bundles/eu-residency");
    private static final Path FINANCE = Path.of("bundles/finance");

    @TempDir
    private Path dir;

    private TestBundle promised(Path bundle, String... endpoints) {
        String entries = Stream.of(endpoints)
                .flatMap(endpoint -> Stream.of("ZERO_RETENTION", "NO_TRAINING", "SOC2", "SLA")
                        .map(kind -> """
                                  - endpoint: %s
                                    kind: %s
                                    operations: [chat]
                                    document: %s
                                    validFrom: 2026-01-01
                                    validUntil: 2026-12-31
                                """.formatted(endpoint, kind, "a".repeat(64))))
                .collect(Collectors.joining());
        return TestBundle.in(dir, bundle).write("attestations.yaml", "attestations:\n" + entries);
    }

    /** With the model that fills the slots entered. */
    private static TestBundle registered(TestBundle bundle, String licensorCountry) {
        return bundle.replace(
                "models.yaml", "models:\n", """
                models:
                  - model: some-model
                    licensor: Somebody
                    licensorCountry: %s
                    licence: {name: MIT, textDigest: %s, reviewedBy: A, reviewedOn: 2026-01-01, reviewedUntil: 2027-01-01}
                    weights: {revision: main, quantisation: FP8, digest: %s}
                """.formatted(licensorCountry, "a".repeat(64), "b".repeat(64)));
    }

    private static Decision decide(TestBundle bundle, DocumentContext document) {
        PolicyBundle loaded = bundle.load();
        Map<String, SlotFill> fills = new HashMap<>();
        loaded.catalog().endpoints().stream()
                .filter(Endpoint::slot)
                .forEach(slot -> fills.put(slot.id(), TestBundle.OPEN_AI));
        return new PolicyEngine(loaded.fill(fills), Contexts.CLOCK).decide(document);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        FR, eu, true
        FR, '', true
        FR, us, false
        US, eu, false
        CN, eu, false
        '', eu, false
        CH, eu, true
        """)
    void aProviderUnderForeignOrdersReadsNothingWhereverItStands(String licensor, String required, boolean allowed) {
        TestBundle bundle = promised(EU, "external-1");
        if (!licensor.isBlank()) {
            registered(bundle, licensor);
        }
        Decision decision = decide(bundle, Contexts.declared("", "", required, ""));
        assertThat(Contexts.permitted(decision).contains("external-1")).isEqualTo(allowed);
        assertThat(decision.cleared()).isTrue();
    }

    /** Neither the country that its slot says nor whoever fills it vouches for a model. */
    @ParameterizedTest
    @ValueSource(strings = {"eu-residency", "finance"})
    void aModelThatIsNotEnteredReadsNothing(String name) {
        TestBundle bundle = promised(Path.of("bundles", name), "external-1", "hosted-1", "sovereign-1")
                .replace("endpoints.yaml", "    kind: CLOSED_API\n", "    kind: CLOSED_API\n    licensorCountry: FR\n");
        assertThat(Contexts.permitted(decide(bundle, Contexts.clean()))).containsExactly("in-process-minilm");
    }

    @Test
    void aHostOfAnOpenModelIsAThirdPartyToo() {
        TestBundle bundle = registered(promised(FINANCE, "hosted-1"), "FR");
        assertThat(Contexts.ids(decide(bundle, Contexts.clean())))
                .containsExactly("hosted-1", "sovereign-1", "in-process-minilm");
        assertThat(Contexts.ids(decide(bundle, Contexts.found(Set.of(Category.FINANCIAL)))))
                .containsExactly("sovereign-1", "in-process-minilm");
    }

    @Test
    void workForPaymentsWaitsForAServiceLevelOfOnesOwn() {
        DocumentContext payment = Contexts.of(
                true,
                Exhaustiveness.EXHAUSTIVE,
                Set.of(Category.PCI),
                new Declarations(
                        "default",
                        "summarise",
                        "payment",
                        "",
                        "",
                        MinimumSensitivity.NONE,
                        java.util.Optional.empty(),
                        java.util.Optional.empty()));
        Decision waits = decide(TestBundle.in(dir.resolve("a"), FINANCE), payment);
        assertThat(waits.route()).isEqualTo(Route.WITHHELD);
        assertThat(waits.reason()).isEqualTo("NOTHING_PERMITTED");
        dir = dir.resolve("b");
        assertThat(Contexts.ids(decide(promised(FINANCE, "in-process-minilm"), payment)))
                .containsExactly("in-process-minilm");
    }

    @Test
    void behindTheAirGapAModelIsEnteredBeforeItReads() {
        TestBundle bundle = TestBundle.in(dir, Path.of("bundles/airgap"));
        assertThat(Contexts.ids(decide(bundle, Contexts.clean()))).containsExactly("in-process-minilm");
        registered(bundle, "CN");
        assertThat(Contexts.ids(decide(bundle, Contexts.clean()))).containsExactly("sovereign-1", "in-process-minilm");
        assertThat(Contexts.ids(decide(bundle, Contexts.found(Set.of(Category.EXPORT_CONTROLLED)))))
                .containsExactly("in-process-minilm");
    }
}
