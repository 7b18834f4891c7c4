package dev.sluice.policy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.policy.AttestationKind;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.EndpointLocation;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Residency;
import dev.sluice.policy.TestBundle;
import dev.sluice.policy.Vocabulary;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a request can say is left out of the proof, and no request can be made that it does not have. */
class SpaceTests {
    @TempDir
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private PolicyBundle bundle;

    @SuppressWarnings("NullAway.Init")
    private Said said;

    @SuppressWarnings("NullAway.Init")
    private Space space;

    @BeforeEach
    void everyKindOfEndpoint() {
        bundle = TestBundle.withEveryKind(dir).load();
        said = Said.of(bundle.policies().vocabulary());
        space = space(bundle, said);
    }

    private static Space space(PolicyBundle bundle, Said said) {
        Proof proof = new Proof(bundle, 0, 0, EndpointProfile::of);
        return proof.space(said, proof.tables(said));
    }

    @Test
    void hasEveryAttributeOfTheContextAsADimension() {
        Residency anywhere = Residency.of("", bundle.policies().vocabulary());
        Set<String> inContext =
                new HashSet<>(EndpointProfile.reference(anywhere).context().keySet());
        inContext.addAll(DocumentFacts.of(
                        DocumentContext.wholly(Set.of(), 0, Declarations.ordinary("")),
                        bundle.policies().vocabulary())
                .context()
                .keySet());
        Set<String> dimensions = new HashSet<>(Set.of(Said.ANY_CATEGORY, Said.OURS));
        List<Dimension> all = new ArrayList<>(space.documents());
        all.addAll(space.endpoints());
        all.forEach(dimension -> assertThat(dimensions.add(dimension.name()))
                .as(dimension.name())
                .isTrue());
        assertThat(dimensions.remove(Said.ENDPOINT)).isTrue();
        assertThat(dimensions).isEqualTo(inContext).isEqualTo(said.attributes().keySet());
    }

    @Test
    void hasEveryWordOfEveryAttribute() {
        List<Dimension> all = new ArrayList<>(space.documents());
        all.addAll(space.endpoints());
        for (Dimension dimension : all) {
            if (!dimension.name().equals(Said.ENDPOINT)) {
                assertThat(dimension.classes().stream().flatMap(List::stream))
                        .as(dimension.name())
                        .containsExactlyInAnyOrderElementsOf(
                                said.attribute(dimension.name()).words());
            }
        }
    }

    @Test
    void tellsApartWhatSomePolicyTellsApartAndAlwaysTheUnknown() {
        Dimension purposes = space.documents().get(space.documentDimension("purpose"));
        assertThat(purposes.classes()).hasSize(2).contains(List.of(Vocabulary.UNKNOWN));
        Dimension countries = space.endpoints().get(space.endpointDimension("endpointLicensorCountry"));
        assertThat(countries.classes()).hasSize(2).contains(List.of(Vocabulary.UNKNOWN));
        TestBundle more = TestBundle.in(dir.resolve("more"));
        Planted.policy("forbid", "context.purpose == Purpose::\"MARKETING\" && context.endpointIsOurs")
                .apply(more);
        PolicyBundle loaded = more.load();
        Space wider = space(loaded, Said.of(loaded.policies().vocabulary()));
        assertThat(wider.documents().get(wider.documentDimension("purpose")).classes())
                .hasSize(3)
                .contains(List.of("MARKETING"));
        assertThat(wider.rows()).isEqualTo(space.rows() / 2 * 3);
    }

    @Test
    void countsWhatItStandsFor() {
        long documents = 512L * 2 * 4 * 4 * 8 * 6;
        // Four rooms in process, always in the region; four of machines of our own and three third parties, in it or
        // not.
        long endpoints = (4 + 4 * 2 + 3 * 2) * 2 * 128L * 7;
        assertThat(space.standsFor()).isEqualTo(BigInteger.valueOf(documents).multiply(BigInteger.valueOf(endpoints)));
        assertThat(space.requests()).isEqualTo((long) space.rows() * space.profiles());
    }

    @Test
    void isFoundAgain() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            int row = random.nextInt(space.rows());
            int profile = random.nextInt(space.profiles());
            assertThat(space.row(space.document(row))).isEqualTo(row);
            assertThat(space.profile(space.endpoint(profile))).isEqualTo(profile);
            assertThat(space.rowOf(space.request(row, profile))).isEqualTo(row);
            assertThat(space.profileOf(space.request(row, profile))).isEqualTo(profile);
        }
    }

    @Test
    void hasEveryRequestThatCanBeMade() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Vocabulary vocabulary = bundle.policies().vocabulary();
        List<Residency> residencies = CatalogProperties.residencies(vocabulary);
        for (int i = 0; i < 2_000; i++) {
            Residency residency = residencies.get(random.nextInt(residencies.size()));
            Endpoint endpoint = bundle.catalog()
                    .endpoints()
                    .get(random.nextInt(bundle.catalog().endpoints().size()));
            EndpointProfile profile = i % 7 == 0
                    ? EndpointProfile.reference(residency)
                    : EndpointProfile.of(endpoint, residency, vocabulary, LocalDate.of(2025 + random.nextInt(8), 6, 1));
            SortedMap<String, String> asked = Said.words(document(random, vocabulary), profile);
            SortedMap<String, String> found = space.request(space.rowOf(asked), space.profileOf(asked));
            assertThat(Map.of(Said.ANY_CATEGORY, found.get(Said.ANY_CATEGORY), Said.OURS, found.get(Said.OURS)))
                    .as("seed %d", seed)
                    .isEqualTo(
                            Map.of(Said.ANY_CATEGORY, asked.get(Said.ANY_CATEGORY), Said.OURS, asked.get(Said.OURS)));
            assertThat(found.keySet()).isEqualTo(asked.keySet());
        }
    }

    @Test
    void hasNoEndpointThatTheLoaderRefuses() {
        int kind = space.endpointDimension(Said.KIND);
        int location = space.endpointDimension(Said.LOCATION);
        for (int profile = 0; profile < space.profiles(); profile++) {
            int[] values = space.endpoint(profile);
            boolean inside = EndpointKind.valueOf(space.endpoints().get(kind).word(values[kind]))
                    .inside();
            boolean elsewhere =
                    EndpointLocation.valueOf(space.endpoints().get(location).word(values[location]))
                            == EndpointLocation.THIRD_PARTY;
            assertThat(inside).isNotEqualTo(elsewhere);
        }
        assertThat(AttestationKind.values())
                .allSatisfy(promise -> assertThat(space.endpointDimension(EndpointProfile.attribute(promise)))
                        .isNotNegative());
    }

    private static DocumentFacts document(Random random, Vocabulary vocabulary) {
        Set<Category> found = EnumSet.noneOf(Category.class);
        for (Category category : Category.values()) {
            if (random.nextInt(3) == 0) {
                found.add(category);
            }
        }
        List<String> purposes = new ArrayList<>(vocabulary.words("Purpose"));
        return DocumentFacts.of(
                new DocumentContext(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        Exhaustiveness.values()[random.nextInt(Exhaustiveness.values().length)],
                        found,
                        "t",
                        "summarise",
                        purposes.get(random.nextInt(purposes.size())),
                        random.nextBoolean() ? "EU" : "atlantis",
                        "",
                        MinimumSensitivity.values()[random.nextInt(MinimumSensitivity.values().length)],
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                vocabulary);
    }
}
