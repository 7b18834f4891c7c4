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
        assertThat(bundle.asksPerson(personal)).isTrue();
        assertThat(bundle.asksPerson(engine.decide(Contexts.found(Set.of())))).isFalse();
        assertThat(bundle.asksPerson(engine.decide(Contexts.found(Set.of(Category.CREDENTIALS)))))
                .isFalse();
    }

    @Test
    void noPolicyOfTheDefaultBundleAsksAPerson() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        for (Set<Category> found : Contexts.everySet()) {
            assertThat(bundle.asksPerson(engine.decide(Contexts.found(found)))).isFalse();
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
