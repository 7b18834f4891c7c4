package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routing adds to the policies: tiers, needs of tasks, machines, prices, dates, and two kinds of country. */
class RoutingRulesTests {
    private static final String OWN = """
        endpoints:
          - id: own-1
            kind: SELF_HOSTED
            url: https://models.internal/v1
            location: ON_PREMISES
            legalEntity: own
            model: large
            tasks: [summarise]
            usableContext: 1000
            processingRegions: []
            storageRegions: []
            typicalSeconds: 5
            hardware: {gpus: %d, gigabytes: 80, tokens: %d}
        """;
    private static final String LARGE = """
        models:
          - model: large
            licensor: Somebody
            licensorCountry: CN
            licence:
              name: terms
              textDigest: %s
              reviewedBy: Counsel
              reviewedOn: 2026-01-01
              reviewedUntil: 2027-11-22
            weights: {revision: main, quantisation: Q4, digest: %s}
            size: {parametersBillion: "%s", bitsPerParameter: %d, cacheBytesPerToken: %d}
            languages: [en, de]
            structuredOutput: RELIABLE
        """;

    @TempDir
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestBundle bundle;

    @BeforeEach
    void copyTheDefault() {
        bundle = TestBundle.in(dir);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "standard", "complex", "frontier"})
    void aTierIsOneOfFour(String tier) {
        bundle.replace("routing.yaml", "tier: simple", "tier: " + tier);
        assertThat(bundle.load().routing().tierOfTask().values()).containsOnly(tier);
    }

    @Test
    void anotherTierIsRefused() {
        bundle.replace("routing.yaml", "tier: simple", "tier: best");
        refused("routing.yaml", "Write one of SIMPLE, STANDARD, COMPLEX, FRONTIER");
    }

    @Test
    void aTierListsItsCandidatesForWhatMayLeaveAndForWhatMayNot() {
        bundle.replace("routing.yaml", "  - task: classify\n    tier: simple", "  - task: classify\n    tier: complex")
                .replace("routing.yaml", "tiers:\n", """
                        tiers:
                          - tier: complex
                            cleared: [[external-1]]
                            restricted: [[sovereign-1]]
                        """);
        PolicyEngine engine = new PolicyEngine(
                bundle.load().fill(Map.of("sovereign-1", TestBundle.OPEN_AI, "external-1", TestBundle.OPEN_AI)),
                Contexts.CLOCK);
        assertThat(Contexts.ids(engine.decide(task("classify", Set.of())))).containsExactly("external-1");
        assertThat(Contexts.ids(engine.decide(task("classify", Set.of(Category.PHI)))))
                .containsExactly("sovereign-1");
        assertThat(Contexts.ids(engine.decide(task("summarise", Set.of(Category.PHI)))))
                .containsExactly("sovereign-1", "in-process-minilm");
    }

    private static DocumentContext task(String task, Set<Category> found) {
        return DocumentContext.wholly(found, 500, Declarations.ordinary(task));
    }

    @ParameterizedTest
    @CsvSource({"external-1, not inside the boundary", "elsewhere, not inside the boundary", "sovereign-1, in process"})
    void aBundleThatNamesAnOutsideClassifierDoesNotLoad(String by, String words) {
        bundle.replace("routing.yaml", "scoredBy: in-process", "scoredBy: " + by);
        refused("routing.yaml", words);
    }

    @ParameterizedTest
    @CsvSource({"voice, real time", "video, moving pictures", "computer-use, acts"})
    void aTaskThatIsNotDoneIsRefusedWithAReason(String task, String why) {
        bundle.replace("routing.yaml", "tasks:\n", "tasks:\n  - task: " + task + "\n    tier: frontier\n");
        refused("routing.yaml", why);
        Decision decision = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK).decide(task(task, Set.of()));
        assertThat(decision.route()).isEqualTo(Route.WITHHELD);
        assertThat(decision.reason()).isEqualTo("TASK_NOT_OFFERED");
    }

    @ParameterizedTest
    @CsvSource({"671, 4, 4, false", "671, 4, 5, true", "397, 16, 8, false", "397, 16, 10, true", "70, 16, 1, false"})
    void aModelThatDoesNotFitItsMachinesIsNotRegistered(String billions, int bits, int gpus, boolean fits) {
        own(billions, bits, 0, gpus, 0);
        List<BundleProblem> problems = bundle.check();
        if (fits) {
            assertThat(problems).noneMatch(problem -> problem.toString().contains("GB"));
        } else {
            refused("endpoints.yaml", "GB and the machines have " + gpus * 80);
        }
    }

    @Test
    void theCacheOfItsRequestsHasToFitToo() {
        own("70", 8, 163_840, 1, 65_536);
        refused("endpoints.yaml", "80.73741824 GB");
    }

    @Test
    void machinesAreCheckedOnlyAgainstASizeThatIsKnown() {
        bundle.replace(
                "endpoints.yaml",
                "    kind: SELF_HOSTED\n",
                "    kind: SELF_HOSTED\n    hardware: {gpus: 1, gigabytes: 80, tokens: 0}\n");
        refused("endpoints.yaml", "whose size models.yaml says");
    }

    private void own(String billions, int bits, long cache, int gpus, long tokens) {
        String digest = "a".repeat(64);
        bundle.replace("endpoints.yaml", "endpoints:\n", OWN.formatted(gpus, tokens))
                .replace("models.yaml", "models:\n", LARGE.formatted(digest, digest, billions, bits, cache));
    }

    @ParameterizedTest
    @CsvSource({
        "structuredOutput: true, STRUCTURE",
        "'languages: [en, fr]', LANGUAGE",
        "'languages: [en, de]', SURVIVED"
    })
    void whatATaskNeedsIsAskedOfTheModelAsItWasEvaluated(String need, String reason) {
        own("7", 4, 0, 1, 0);
        bundle.replace("routing.yaml", "  - task: summarise\n", "  - task: summarise\n    " + need + "\n")
                .replace("routing.yaml", "    restricted:\n", "    restricted:\n      - [own-1]\n");
        Decision decision =
                new PolicyEngine(bundle.load(), Contexts.CLOCK).decide(task("summarise", Set.of(Category.PHI)));
        assertThat(reason(decision, "in-process-minilm")).isEqualTo(reason.equals("SURVIVED") ? "LANGUAGE" : reason);
        assertThat(reason(decision, "own-1")).isEqualTo(reason.equals("STRUCTURE") ? "SURVIVED" : reason);
    }

    private static String reason(Decision decision, String endpoint) {
        return decision.candidates().stream()
                .filter(candidate -> candidate.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    @ParameterizedTest
    @CsvSource({"0.011, true", "0.010, false"})
    void aCostLimitIsHeldAgainstTokensReadAndWritten(BigDecimal limit, boolean within) {
        // 3,000 characters are 1,000 tokens at most: 0.001 read, and 1,000 written cost 0.010.
        bundle.replace(
                "endpoints.yaml",
                "    dialect: openai\n",
                "    dialect: openai\n    prices: [{from: 2026-01-01, input: \"1\", output: \"10\"}]\n");
        PolicyEngine engine =
                new PolicyEngine(bundle.load().fill(Map.of("external-1", TestBundle.OPEN_AI)), Contexts.CLOCK);
        DocumentContext document = DocumentContext.wholly(
                Set.of(),
                3_000,
                new Declarations(
                        "default",
                        "summarise",
                        "",
                        "",
                        "",
                        MinimumSensitivity.NONE,
                        Optional.empty(),
                        Optional.of(limit)));
        assertThat(reason(engine.decide(document), "external-1")).isEqualTo(within ? "SURVIVED" : "OVER_LIMIT");
    }

    @Test
    void aPriceThatBeginsTomorrowIsUnknownToday() {
        bundle.replace("endpoints.yaml", "from: 2025-01-01", "from: 2026-11-23");
        assertThat(bundle.load()
                        .catalog()
                        .find("in-process-minilm")
                        .orElseThrow()
                        .prices()
                        .on(Contexts.DAY))
                .isEmpty();
    }

    @Test
    void remindsOfWhatIsPastItsReview() {
        bundle.replace("endpoints.yaml", "output: \"0\"}", "output: \"0\", reviewBy: 2026-12-31}");
        PolicyBundle loaded = bundle.load();
        assertThat(loaded.reminders(LocalDate.of(2026, 12, 31))).isEmpty();
        assertThat(kinds(loaded, LocalDate.of(2027, 1, 1))).containsExactly(Reminder.Kind.STALE_PRICE);
        assertThat(kinds(loaded, LocalDate.of(2027, 11, 22))).doesNotContain(Reminder.Kind.OLD_ROUTING);
        assertThat(kinds(loaded, LocalDate.of(2027, 11, 23))).contains(Reminder.Kind.OLD_ROUTING);
        assertThat(kinds(loaded, LocalDate.of(2031, 8, 22))).contains(Reminder.Kind.LICENCE_REVIEW);
    }

    private static List<Reminder.Kind> kinds(PolicyBundle bundle, LocalDate day) {
        return bundle.reminders(day).stream().map(Reminder::kind).toList();
    }

    /** Where the licensor sits says nothing about where requests are processed: each is forbidden by itself. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        CN, EU, EU, false, true
        DE, EU, EU, true, true
        DE, CN, EU, true, false
        CN, CN, EU, false, false
        CN, CN, '', false, true
        """)
    void theLicensorsCountryAndTheCountryOfProcessingAreForbiddenApart(
            String licensor, String region, String required, boolean licensorAllowed, boolean regionAllowed) {
        bundle.replace(
                        "endpoints.yaml",
                        "    legalEntity: undeclared\n",
                        "    legalEntity: undeclared\n    licensorCountry: " + licensor + "\n")
                .replace(
                        "endpoints.yaml",
                        "    usableContext: 800000\n    processingRegions: []\n    storageRegions: []",
                        "    usableContext: 800000\n    processingRegions: [" + region + "]\n    storageRegions: ["
                                + region + "]")
                .write("50-countries.cedar", """
                        @id("no-licensor-from-there")
                        @title("No model that is licensed from China")
                        @citation("House rule")
                        @severity("standard")
                        @stage("licence")
                        forbid (principal, action == Action::"send", resource)
                        when { context.endpointLicensorCountry == Country::"CN" };
                        """);
        PolicyEngine engine =
                new PolicyEngine(bundle.load().fill(Map.of("external-1", TestBundle.OPEN_AI)), Contexts.CLOCK);
        Candidate candidate = engine.decide(Contexts.declared("", "", required, "")).candidates().stream()
                .filter(one -> one.endpoint().equals("external-1"))
                .findFirst()
                .orElseThrow();
        assertThat(candidate.policies().contains("no-licensor-from-there")).isEqualTo(!licensorAllowed);
        assertThat(candidate.policies().contains("required-region")).isEqualTo(!regionAllowed);
        assertThat(candidate.permitted()).isEqualTo(licensorAllowed && regionAllowed);
    }

    private void refused(String file, String words) {
        assertThat(bundle.check()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isPositive();
            assertThat(problem.toString()).contains(words);
        });
    }
}
