package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObligationTests {
    private static final String FILE = "20-never-outside.cedar";
    private static final String POLICY = "@id(\"personal-data-stays-inside\")";

    @TempDir
    private Path dir;

    @Test
    void aPolicyThatDeterminedADecisionAsksAPerson() {
        PolicyBundle bundle = asking("review").load();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        Decision personal = engine.decide(Contexts.found(Set.of(Category.PII)));
        assertThat(personal.route()).isEqualTo(Route.SOVEREIGN);
        assertThat(bundle.asking(personal)).containsExactly("personal-data-stays-inside");
        assertThat(bundle.asking(engine.decide(Contexts.found(Set.of())))).isEmpty();
        assertThat(bundle.asking(engine.decide(Contexts.found(Set.of(Category.CREDENTIALS)))))
                .isEmpty();
    }

    @Test
    void aPolicyThatForbidsOneEndpointAsksAPersonWhereItDid() {
        PolicyBundle bundle = TestBundle.in(dir.resolve("one"))
                .replace(FILE, POLICY, """
                        @id("not-for-the-small-one")
                        @title("The small model does no personal data")
                        @citation("house rule")
                        @severity("absolute")
                        @obligation("review")
                        forbid (principal, action == Action::"send", resource == Endpoint::"in-process-minilm")
                        when { context.holdsPersonalData };

                        """ + POLICY)
                .load();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        Decision personal = engine.decide(Contexts.found(Set.of(Category.PII)));
        assertThat(personal.policies()).doesNotContain("not-for-the-small-one");
        assertThat(bundle.asking(personal)).containsExactly("not-for-the-small-one");
        assertThat(bundle.asking(engine.decide(Contexts.found(Set.of())))).isEmpty();
    }

    @Test
    void noPolicyOfTheDefaultBundleAsksAPerson() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        for (Set<Category> found : Contexts.everySet()) {
            assertThat(bundle.asking(engine.decide(Contexts.found(found)))).isEmpty();
        }
    }

    @Test
    void aClassificationDoesNotStopWhereMoreFindingsWouldAskAPerson() {
        Set<Category> keys = Set.of(Category.CREDENTIALS);
        Set<Category> both = Set.of(Category.CREDENTIALS, Category.PII);
        assertThat(settled(TestBundle.in(dir.resolve("plain")).load(), keys, both))
                .isTrue();
        assertThat(settled(asking("review").load(), keys, both)).isFalse();
    }

    @Test
    void anotherWordIsRefusedWithItsPlace() {
        assertThat(asking("encrypt").check()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(FILE);
            assertThat(problem.policy()).contains("personal-data-stays-inside");
            assertThat(problem.instead()).contains("\"review\"");
        });
    }

    private TestBundle asking(String obligation) {
        return TestBundle.in(dir.resolve("asking"))
                .replace(FILE, POLICY, POLICY + "\n@obligation(\"" + obligation + "\")");
    }

    private static boolean settled(PolicyBundle bundle, Set<Category> found, Set<Category> most) {
        return new PolicyEngine(bundle, Contexts.CLOCK)
                .stop(Contexts.found(Set.of()))
                .settled()
                .test(found, most);
    }
}
