package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.sluice.classifier.Category;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forbid that meets an error is skipped by Cedar, and the answer is Allow: none of these may be a yes. */
class CedarAttackTests {
    private static final String FORBID_IN_ERROR = """
            @id("broken")
            @title("A policy that cannot be evaluated for some documents")
            @citation("none")
            @severity("standard")
            forbid (principal, action == Action::"send", resource)
            when { context.holdsHealthInformation && 9223372036854775807 + 1 > 0 };
            """;

    @TempDir
    private Path dir;

    private final CedarPolicies policies = PolicyBundle.load(TestBundle.DEFAULT).policies();

    @Test
    void permitsTheWholeQuestion() {
        assertThat(policies.verdict(question(Set.of()), "e").permitted()).isTrue();
    }

    @Test
    void deniesWhenAnyOneAttributeIsMissing() {
        for (String attribute : question(Set.of()).keySet()) {
            Map<String, Value> question = question(Set.of());
            question.remove(attribute);
            Verdict verdict = policies.verdict(question, "e");
            assertThat(verdict.permitted()).as(attribute).isFalse();
            assertThat(verdict.error()).as(attribute).isTrue();
        }
    }

    @Test
    void deniesWhenAnAttributeIsThereThatTheSchemaDoesNotKnow() {
        Map<String, Value> question = question(Set.of());
        question.put("approved", new PrimBool(true));
        assertThat(policies.verdict(question, "e")).isEqualTo(Verdict.failed(java.util.List.of()));
    }

    @Test
    void deniesWhenAnAttributeHasAnotherTypeOrAnUnknownWord() {
        Map<String, Value> typed = question(Set.of());
        typed.put("holdsHealthRecords", new PrimString("false"));
        assertThat(policies.verdict(typed, "e").error()).isTrue();
        Map<String, Value> worded = question(Set.of());
        worded.put("endpointKind", CedarPolicies.word("Kind", "FRIENDLY"));
        assertThat(policies.verdict(worded, "e").error()).isTrue();
    }

    @Test
    void deniesWhereAForbidCannotBeEvaluatedAndOnlyThere() {
        PolicyBundle bundle =
                TestBundle.in(dir).write("90-broken.cedar", FORBID_IN_ERROR).load();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        assertThat(engine.decide(Contexts.clean()).cleared()).isTrue();
        Decision decision = engine.decide(Contexts.found(Set.of(Category.HEALTH_INFO)));
        assertThat(decision).isInstanceOf(Decision.Withheld.class);
        assertThat(decision.reason()).isEqualTo("POLICY_ERROR");
        assertThat(decision.policies()).contains("broken");
        assertThat(decision.endpoints()).isEmpty();
    }

    @Test
    void neverClearsWhatABundleThatPermitsEverythingWouldClear() {
        TestBundle open = TestBundle.in(dir);
        for (String file : java.util.List.of("20-never-outside", "30-fail-closed", "40-outside", "10-inside")) {
            open.delete(file + ".cedar");
        }
        open.write("10-open.cedar", """
                @id("everything")
                @title("Everything may go everywhere")
                @citation("none")
                @severity("standard")
                permit (principal, action == Action::"send", resource);
                """);
        PolicyEngine engine =
                new PolicyEngine(open.load().fill(Map.of("external-1", TestBundle.OPEN_AI)), Contexts.CLOCK);
        assertThat(engine.decide(Contexts.clean()).cleared()).isTrue();
        assertThat(engine.decide(Contexts.of(false, Exhaustiveness.EXHAUSTIVE, Set.of()))
                        .cleared())
                .isFalse();
        assertThat(engine.decide(Contexts.of(true, Exhaustiveness.PARTIAL, Set.of()))
                        .cleared())
                .isFalse();
        Decision degraded = engine.decide(Contexts.of(true, Exhaustiveness.DEGRADED, Set.of()));
        assertThat(degraded.cleared()).isFalse();
        assertThat(Contexts.ids(degraded)).containsExactly("in-process-minilm");
        assertThat(Contexts.permitted(degraded)).doesNotContain("external-1");
        assertThat(engine.decide(Contexts.declared("", "", "", "restricted")).cleared())
                .isFalse();
    }

    private Map<String, Value> question(Set<Category> categories) {
        Residency anywhere = Residency.of("", policies.vocabulary());
        Map<String, Value> question = new HashMap<>(DocumentFacts.of(Contexts.found(categories), policies.vocabulary())
                .context());
        question.putAll(EndpointProfile.reference(anywhere).context());
        return question;
    }
}
