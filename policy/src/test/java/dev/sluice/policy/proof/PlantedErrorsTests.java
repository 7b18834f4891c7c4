package dev.sluice.policy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.TestBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors as people make them: the proof finds each, says which property it breaks, and names the policy. */
class PlantedErrorsTests {
    @TempDir
    private Path dir;

    static List<Planted> planted() {
        return Planted.all();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void findsWhatIsWrongAndNothingElse(Planted planted) {
        ProofReport report = planted.prove(dir);
        assertThat(report.notFollowed()).isEmpty();
        assertThat(report.proved()).isFalse();
        assertThat(broken(report)).isEqualTo(planted.finds());
        Property first = planted.finds().iterator().next();
        Set<String> named = report.counterExamples().stream()
                .filter(example -> example.property() == first)
                .map(CounterExample::policies)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        assertThat(named).containsAll(planted.policy().isEmpty() ? Set.of() : Set.of(planted.policy()));
        assertThat(report.counterExamples())
                .allSatisfy(example -> assertThat(example.sentence())
                        .hasSizeGreaterThan(20)
                        .doesNotContain("context.")
                        .endsWith("."));
    }

    @Test
    void everyPropertyHasAnErrorThatOnlyItFinds() {
        Set<Property> alone = EnumSet.noneOf(Property.class);
        planted().stream()
                .map(Planted::finds)
                .filter(finds -> finds.size() == 1)
                .forEach(alone::addAll);
        // These two look at the program and not at the bundle: their errors are planted below.
        alone.addAll(Set.of(Property.DATES, Property.AGREEMENT));
        assertThat(alone).containsExactlyInAnyOrder(Property.values());
        assertThat(planted()).hasSizeGreaterThan(20);
    }

    @Test
    void findsAPromiseThatCountsOnTheDayAfterItsLast() {
        PolicyBundle bundle = TestBundle.withEveryKind(dir).load();
        CatalogProperties.Profiles late = (endpoint, residency, vocabulary, day) ->
                EndpointProfile.of(endpoint, residency, vocabulary, day.minusDays(1));
        ProofReport report = new Proof(bundle, 10, 10, late).report();
        assertThat(broken(report)).containsExactly(Property.DATES);
        assertThat(report.counterExamples())
                .anySatisfy(example -> assertThat(example.sentence()).contains("closed-api", "2027-01-01"));
    }

    @Test
    void findsAPromiseThatCountsOnTheDayBeforeItsFirst() {
        PolicyBundle bundle = TestBundle.withEveryKind(dir).load();
        CatalogProperties.Profiles early = (endpoint, residency, vocabulary, day) ->
                EndpointProfile.of(endpoint, residency, vocabulary, day.getYear() == 2025 ? day.plusDays(1) : day);
        ProofReport report = new Proof(bundle, 10, 10, early).report();
        assertThat(broken(report)).containsExactly(Property.DATES);
        assertThat(report.counterExamples())
                .anySatisfy(example -> assertThat(example.sentence()).contains("closed-api", "2025-12-31"));
    }

    @Test
    void findsOneWrongAnswerInItsOwnTables() {
        PolicyBundle bundle = PolicyBundle.load(TestBundle.DEFAULT);
        Proof proof = new Proof(bundle, 2_000, 10, EndpointProfile::of);
        Said said = Said.of(bundle.policies().vocabulary());
        List<TruthTable> tables = new ArrayList<>(proof.tables(said));
        Space space = proof.space(said, tables);
        assertThat(proof.over(space, said, tables).proved()).isTrue();
        for (int i = 0; i < tables.size(); i++) {
            TruthTable table = tables.get(i);
            if (table.rule().id().equals("inside-may-read")) {
                // It says yes to ours; now it says no to everybody, which alone is not unsafe.
                tables.set(i, new TruthTable(table.rule(), table.inputs(), new byte[table.size()]));
            }
        }
        assertThat(broken(proof.over(space, said, tables))).contains(Property.AGREEMENT);
    }

    static Set<Property> broken(ProofReport report) {
        Set<Property> broken = EnumSet.noneOf(Property.class);
        report.counterExamples().forEach(example -> broken.add(example.property()));
        return broken;
    }
}
