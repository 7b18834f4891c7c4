package dev.sluice.policy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.policy.AttestationKind;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.TestBundle;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ships is proved, and what the proof cannot follow is refused with what to write instead. */
class ProofTests {
    @TempDir
    private Path dir;

    private int refused;

    @Test
    void provesTheBundleThatShips() {
        ProofReport report = Proof.of(PolicyBundle.load(TestBundle.DEFAULT));
        assertThat(report.counterExamples()).isEmpty();
        assertThat(report.notFollowed()).isEmpty();
        assertThat(report.proved()).isTrue();
        assertThat(Property.values()).allMatch(report::holds);
        assertThat(report.policies())
                .hasSameSizeAs(PolicyBundle.load(TestBundle.DEFAULT).rules())
                .allMatch(policy -> policy.decides() > 0 && !policy.witness().isBlank());
        assertThat(report.mayLeave()).containsExactly(Category.HEALTH_INFO);
        assertThat(report.neverOutside()).hasSize(Category.values().length - 1).doesNotContain(Category.HEALTH_INFO);
    }

    @Test
    void provesItsPoliciesWithEveryKindOfEndpointAndEveryPromise() {
        ProofReport report = small(TestBundle.withEveryKind(dir).load());
        assertThat(report.counterExamples()).isEmpty();
        assertThat(report.proved()).isTrue();
    }

    @Test
    void givesTheSameReportByteForByte() {
        ProofReport report = small(PolicyBundle.load(TestBundle.DEFAULT));
        assertThat(small(PolicyBundle.load(TestBundle.DEFAULT)).json()).isEqualTo(report.json());
        assertThat(report.digest()).matches("[0-9a-f]{64}");
        assertThat(new String(report.json(), StandardCharsets.UTF_8))
                .contains("\"proved\":true", report.bundleDigest(), "\"standsFor\":");
        assertThat(report.page())
                .contains(": proved", report.digest(), "Gone through: ")
                .doesNotContain("not shown");
    }

    @Test
    void saysOnThePageWhatDoesNotHold() {
        TestBundle spoiled = TestBundle.in(dir).remove("30-fail-closed.cedar", "licence-must-be-reviewed");
        ProofReport report = small(spoiled.load());
        assertThat(report.holds(Property.LICENCE)).isFalse();
        assertThat(report.page()).contains(": not proved", Property.LICENCE.title() + "**", "| **not shown** |");
    }

    @Test
    void thePageForOfficersHasEveryPropertyInItsOwnWords() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/policy-proof.md"));
        assertThat(page)
                .containsSubsequence(Stream.of(Property.values())
                        .map(property -> "| " + property + " | " + property.title() + " |")
                        .toList());
        ProofReport report = small(PolicyBundle.load(TestBundle.DEFAULT));
        ProofReport.Size size = report.space().orElseThrow();
        assertThat(String.join("\n", page))
                .contains(
                        String.format(Locale.ROOT, "%,d", size.requests()),
                        String.format(Locale.ROOT, "%,d", new BigInteger(size.standsFor())),
                        size.questions() + " questions");
    }

    @Test
    void countsNothingAsShownInWhatItCannotFollow() {
        refused(Planted.policy("forbid", "context has holdsCardData"), "planted", "Leave \"context has");
        refused(
                Planted.policy("forbid", "{Var: context.holdsCardData} == {Var: true} && [context].contains(context)"),
                "planted",
                "Name the attributes");
        refused(
                Planted.policy("forbid", "resource == Endpoint::\"nobody\""),
                "planted",
                "Name an endpoint of endpoints.yaml");
        refused(
                Planted.policy("forbid", "resource == Endpoint::\"" + EndpointProfile.REFERENCE + "\""),
                "planted",
                "Name an endpoint of endpoints.yaml");
        refused(Planted.policy("forbid", everything()), "planted", "Split it");
    }

    @Test
    void followsWhateverElseTheLoaderTakes() {
        UnaryOperator<TestBundle> odd = Planted.policy(
                "forbid",
                "(if context.isConfidential then [context.purpose].contains(Purpose::\"RESEARCH\") else"
                        + " {Value: context.holdsPersonalData} == {Value: true})"
                        + " && resource == Endpoint::\"external-1\""
                        + " && 1 + 1 == 2 && principal is Document && !context.endpointIsOurs");
        PolicyBundle bundle = odd.apply(TestBundle.in(dir)).load();
        ProofReport report = small(bundle);
        assertThat(report.notFollowed()).isEmpty();
        // It stops nothing that is not stopped already, and the proof sees that.
        assertThat(PlantedErrorsTests.broken(report)).containsExactly(Property.SHADOW);
        Mentions mentions = Mentions.of(bundle.rules().getLast());
        assertThat(mentions.attributes())
                .containsExactly("endpointIsOurs", "holdsPersonalData", "isConfidential", "purpose");
        assertThat(mentions.endpoint()).isTrue();
        assertThat(mentions.endpoints()).containsExactly("external-1");
    }

    private void refused(UnaryOperator<TestBundle> change, String policy, String instead) {
        ProofReport report = small(change.apply(TestBundle.in(dir.resolve(Integer.toString(refused++))))
                .load());
        assertThat(report.proved()).isFalse();
        assertThat(Set.of(Property.values())).noneMatch(report::holds);
        assertThat(report.space()).isEmpty();
        assertThat(report.notFollowed()).singleElement().satisfies(place -> {
            assertThat(place.policy()).isEqualTo(policy);
            assertThat(place.instead()).contains(instead);
        });
        assertThat(report.page()).contains("not proved", "What the proof cannot follow");
    }

    /** A condition that reads every category and promise: far more combinations than are asked. */
    private static String everything() {
        List<String> attributes = new ArrayList<>();
        for (Category category : Category.values()) {
            attributes.add("context." + DocumentFacts.attribute(category));
        }
        for (AttestationKind kind : AttestationKind.values()) {
            attributes.add("context." + EndpointProfile.attribute(kind));
        }
        return String.join(" && ", attributes);
    }

    private static ProofReport small(PolicyBundle bundle) {
        return new Proof(bundle, 100, 20, EndpointProfile::of).report();
    }
}
