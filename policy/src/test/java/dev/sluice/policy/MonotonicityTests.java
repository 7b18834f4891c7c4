package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding a category, or losing completeness, never adds an endpoint: over every set of categories, one by one. */
class MonotonicityTests {
    private static final List<Set<Category>> SETS = Contexts.everySet();
    private static final Category[] CATEGORIES = Category.values();

    @TempDir
    private Path dir;

    @Test
    void holdsForTheDefaultBundleWithItsSlotsFilled() {
        holds(TestBundle.defaultFilled());
    }

    @Test
    void holdsForTheDefaultPoliciesOverEveryKindOfEndpointWithEveryAttestation() {
        holds(TestBundle.withEveryKind(dir).load());
    }

    @Test
    void whatADetectorFailedOnGoesOnlyWhereExportControlledDocumentsGo() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        assertThat(locations(bundle, engine.decide(Contexts.of(true, Exhaustiveness.DEGRADED, Set.of()))))
                .contains(EndpointLocation.OWN_CLOUD);
        for (Set<Category> categories : SETS) {
            Set<Category> controlled = new HashSet<>(categories);
            controlled.add(Category.EXPORT_CONTROLLED);
            Decision failed = engine.decide(Contexts.of(true, Exhaustiveness.FAILED, categories));
            neverMore(engine.decide(Contexts.of(true, Exhaustiveness.EXHAUSTIVE, controlled)), failed);
            assertThat(locations(bundle, failed)).containsExactly(EndpointLocation.ON_PREMISES);
        }
    }

    private static List<EndpointLocation> locations(PolicyBundle bundle, Decision decision) {
        return Contexts.permitted(decision).stream()
                .map(id -> bundle.catalog().find(id).orElseThrow().terms().location())
                .toList();
    }

    private static void holds(PolicyBundle bundle) {
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        Set<String> everWithin = new HashSet<>();
        Decision[][][] decisions = new Decision[2][Exhaustiveness.values().length][SETS.size()];
        for (int incomplete = 0; incomplete < 2; incomplete++) {
            for (Exhaustiveness detectors : Exhaustiveness.values()) {
                for (int set = 0; set < SETS.size(); set++) {
                    Decision decision = engine.decide(Contexts.of(incomplete == 0, detectors, SETS.get(set)));
                    decisions[incomplete][detectors.ordinal()][set] = decision;
                    everWithin.addAll(Contexts.permitted(decision));
                    if (incomplete == 1) {
                        neverMore(decisions[0][detectors.ordinal()][set], decision);
                    }
                    if (detectors != Exhaustiveness.EXHAUSTIVE) {
                        neverMore(decisions[incomplete][detectors.ordinal() - 1][set], decision);
                    }
                    for (int category = 0; category < CATEGORIES.length; category++) {
                        if ((set & 1 << category) != 0) {
                            neverMore(decisions[incomplete][detectors.ordinal()][set & ~(1 << category)], decision);
                        }
                    }
                }
            }
        }
        assertThat(everWithin)
                .as("some endpoint outside was ever permitted, or the test shows nothing")
                .anyMatch(id -> !bundle.catalog().find(id).orElseThrow().kind().inside());
    }

    private static void neverMore(Decision less, Decision more) {
        assertThat(Contexts.permitted(less)).containsAll(Contexts.permitted(more));
        assertThat(less.cleared() || !more.cleared()).isTrue();
        assertThat(less.route().compareTo(more.route())).isLessThanOrEqualTo(0);
    }
}
