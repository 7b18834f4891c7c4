package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEngineTests {
    @TempDir
    private Path dir;

    private final PolicyEngine empty = new PolicyEngine(PolicyBundle.load(TestBundle.DEFAULT), Contexts.CLOCK);
    private final PolicyEngine filled = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);

    @Test
    void clearsACleanDocumentAndServesItInsideWhileNothingOutsideIsFilled() {
        Decision decision = empty.decide(Contexts.clean());
        assertThat(decision).isInstanceOf(Decision.Cleared.class);
        assertThat(decision.route()).isEqualTo(Route.EXTERNAL);
        assertThat(Contexts.ids(decision)).containsExactly("in-process-minilm");
        assertThat(decision.pool()).contains(Pool.SOVEREIGN);
    }

    @Test
    void prefersAFilledSlotOutsideForAClearedDocument() {
        Decision decision = filled.decide(Contexts.clean());
        assertThat(Contexts.ids(decision)).containsExactly("external-1", "sovereign-1", "in-process-minilm");
        assertThat(decision.pool()).contains(Pool.EXTERNAL);
    }

    @Test
    void clearsHealthInformationWithoutAPersonButNotForAnEndpointWithoutPromises() {
        Decision decision = filled.decide(Contexts.found(Set.of(Category.HEALTH_INFO)));
        assertThat(decision.cleared()).isTrue();
        assertThat(Contexts.ids(decision)).containsExactly("sovereign-1", "in-process-minilm");
    }

    @ParameterizedTest
    @EnumSource(value = Category.class, mode = EnumSource.Mode.EXCLUDE, names = "HEALTH_INFO")
    void keepsEveryRestrictedCategoryInside(Category category) {
        Decision decision = filled.decide(Contexts.found(Set.of(category)));
        assertThat(decision).isInstanceOf(Decision.Restricted.class);
        assertThat(decision.route()).isEqualTo(Route.SOVEREIGN);
        assertThat(decision.reason()).isEqualTo("POLICY");
        assertThat(decision.policies()).contains("inside-may-read").hasSizeGreaterThan(1);
        assertThat(decision.endpoints())
                .isNotEmpty()
                .allMatch(endpoint -> endpoint.kind().inside());
    }

    @Test
    void withholdsADocumentOfWhichNothingWasRead() {
        DocumentContext context = DocumentContext.of(
                true, false, 0, Exhaustiveness.EXHAUSTIVE, Set.of(), Declarations.ordinary("summarise"));
        Decision decision = filled.decide(context);
        assertThat(decision).isInstanceOf(Decision.Withheld.class);
        assertThat(decision.reason()).isEqualTo("NOTHING_READ");
        assertThat(decision.endpoints()).isEmpty();
        assertThat(Contexts.permitted(decision)).isEmpty();
    }

    @Test
    void neverClearsWhatWasReadInPart() {
        Decision decision = filled.decide(Contexts.of(false, Exhaustiveness.EXHAUSTIVE, Set.of()));
        assertThat(decision.route()).isEqualTo(Route.SOVEREIGN);
        assertThat(decision.reason()).isEqualTo("INCOMPLETE");
        assertThat(decision.policies()).contains("unread-parts-stay-inside");
    }

    @ParameterizedTest
    @EnumSource(value = Exhaustiveness.class, mode = EnumSource.Mode.EXCLUDE, names = "EXHAUSTIVE")
    void neverClearsWhatWasNotLookedAtWhole(Exhaustiveness exhaustiveness) {
        Decision decision = filled.decide(Contexts.of(true, exhaustiveness, Set.of()));
        assertThat(decision.route()).isEqualTo(Route.SOVEREIGN);
        assertThat(decision.reason()).isEqualTo("NOT_EXHAUSTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curiosity", "unknown", "OPERATIONS,MARKETING", "\u0000", "gen eral"})
    void countsAnUnknownPurposeAsTheStrictest(String purpose) {
        assertThat(filled.decide(Contexts.declared(purpose, "", "", "")).cleared())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlantis", "unknown", "EU,US"})
    void countsAnUnknownJurisdictionAsTheStrictest(String jurisdiction) {
        assertThat(filled.decide(Contexts.declared("", jurisdiction, "", "")).cleared())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlantis", "EU,atlantis", ",", "*"})
    void countsAnUnknownRegionAsTheStrictest(String residency) {
        Decision decision = filled.decide(Contexts.declared("", "", residency, ""));
        assertThat(decision.cleared()).isFalse();
        assertThat(decision.policies()).contains("required-region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "confidential", "restricted", "Confidential ", "INTERNAL!"})
    void countsAnUnknownSensitivityAsTheStrictest(String sensitivity) {
        Decision decision = filled.decide(Contexts.declared("", "", "", sensitivity));
        assertThat(decision.cleared()).isFalse();
        assertThat(decision.reason()).isEqualTo("MINIMUM_SENSITIVITY");
    }

    @Test
    void readsDeclaredWordsWithoutRegardToCase() {
        assertThat(filled.decide(Contexts.declared("Operations", "eu", "eu, us", "Public"))
                        .cleared())
                .isTrue();
    }

    @Test
    void keepsTheRouteAndSaysSoWhenNoEndpointIsLeft() {
        Decision cleared = filled.decide(Contexts.clean(), Set.of("external-1", "sovereign-1", "in-process-minilm"));
        assertThat(cleared.route()).isEqualTo(Route.EXTERNAL);
        assertThat(cleared.reason()).isEqualTo("NO_ELIGIBLE_ENDPOINT");
        assertThat(cleared.waits()).isTrue();
        assertThat(cleared.pool()).isEmpty();
        Decision restricted =
                filled.decide(Contexts.found(Set.of(Category.PHI)), Set.of("sovereign-1", "in-process-minilm"));
        assertThat(restricted.route()).isEqualTo(Route.SOVEREIGN);
        assertThat(restricted.waits()).isTrue();
        assertThat(restricted.endpoints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Exhaustiveness.class)
    void refusesATaskThatNoEndpointDoesInsteadOfWaitingForOne(Exhaustiveness exhaustiveness) {
        for (String task : List.of("real-time-voice", "video", "computer-use", "unknown", "")) {
            Decision decision = filled.decide(Contexts.of(true, exhaustiveness, Set.of(), Declarations.ordinary(task)));
            assertThat(decision).as(task).isInstanceOf(Decision.Withheld.class);
            assertThat(decision.reason()).as(task).isEqualTo("TASK_NOT_OFFERED");
            assertThat(decision.waits()).as(task).isFalse();
            assertThat(decision.endpoints()).as(task).isEmpty();
        }
    }

    @Test
    void waitsForASlotThatWouldDoTheTaskAndRefusesOneThatOnlyThirdPartiesDo() {
        TestBundle bundle = TestBundle.in(dir);
        bundle.replace(
                "endpoints.yaml",
                "location: THIRD_PARTY\n    legalEntity: undeclared\n    tasks: [summarise, classify]",
                "location: THIRD_PARTY\n    legalEntity: undeclared\n    tasks: [summarise, classify, translate]");
        bundle.replace("routing.yaml", "tasks:\n", "tasks:\n  - task: translate\n    tier: simple\n");
        bundle.write("templates/translate.txt", "Translate: {{document}}");
        Declarations translate = Declarations.ordinary("translate");
        PolicyEngine engine = new PolicyEngine(bundle.load(), Contexts.CLOCK);
        Decision cleared = engine.decide(Contexts.of(true, Exhaustiveness.EXHAUSTIVE, Set.of(), translate));
        assertThat(cleared.waits()).isTrue();
        assertThat(cleared.reason()).isEqualTo("NO_ELIGIBLE_ENDPOINT");
        Decision kept = engine.decide(Contexts.of(true, Exhaustiveness.EXHAUSTIVE, Set.of(Category.PHI), translate));
        assertThat(kept.route()).isEqualTo(Route.WITHHELD);
        assertThat(kept.reason()).isEqualTo("TASK_NOT_OFFERED");
    }

    @Test
    void namesTheBundleAndEveryEndpointsFate() {
        Decision decision = empty.decide(Contexts.found(Set.of(Category.PHI)));
        assertThat(decision.bundleDigest()).isEqualTo(empty.bundle().digest());
        assertThat(decision.candidates())
                .extracting(Candidate::endpoint, Candidate::permitted, Candidate::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("in-process-minilm", true, "SURVIVED"),
                        org.assertj.core.groups.Tuple.tuple("sovereign-1", true, "NOT_FILLED"),
                        org.assertj.core.groups.Tuple.tuple("external-1", false, "POLICY"));
    }
}
