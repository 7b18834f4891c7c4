package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Licences and pins: what is not known to be allowed is not used. */
class LicenceRulesTests {
    private static final String TEXT = "      textDigest: ";

    @TempDir
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestBundle bundle;

    @BeforeEach
    void copyTheDefault() {
        bundle = TestBundle.in(dir);
    }

    @ParameterizedTest
    @CsvSource({"700000000, true", "700000001, false", ", false"})
    void aLicenceForSevenHundredMillionUsersIsForNobodyWithOneMore(Long users, boolean allowed) {
        bundle.replace("models.yaml", TEXT, "      monthlyUsers: 700000000\n" + TEXT);
        if (users != null) {
            organisation("monthlyUsers: " + users);
        }
        mayUseTheModelInProcess(allowed);
    }

    @ParameterizedTest
    @CsvSource({"US, true", "DE, false", ", false"})
    void aLicenceThatLeavesCountriesOutIsForNobodyThere(String country, boolean allowed) {
        bundle.replace("models.yaml", TEXT, "      notIn: [DE, FR]\n" + TEXT);
        if (country != null) {
            organisation("country: " + country);
        }
        mayUseTheModelInProcess(allowed);
    }

    private void organisation(String what) {
        bundle.replace("bundle.yaml", "author: Sluice\n", "author: Sluice\norganisation: {" + what + "}\n");
    }

    private void mayUseTheModelInProcess(boolean allowed) {
        Decision decision = new PolicyEngine(bundle.load(), Contexts.CLOCK).decide(Contexts.clean());
        assertThat(decision.candidates())
                .filteredOn(candidate -> candidate.endpoint().equals("in-process-minilm"))
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.permitted()).isEqualTo(allowed);
                    assertThat(candidate.fellAt()).isEqualTo(allowed ? Optional.empty() : Optional.of(Stage.LICENCE));
                });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        2026-11-21, false
        2026-11-22, true
        2031-11-22, true
        2031-11-23, false
        """)
    void aReviewCountsFromItsFirstToItsLastDay(java.time.LocalDate day, boolean counts) {
        assertThat(bundle.load()
                        .catalog()
                        .find("in-process-minilm")
                        .orElseThrow()
                        .terms()
                        .licenceReviewed(day))
                .isEqualTo(counts);
    }

    @Test
    void whatALicenceWantsShownIsSaidByEachEndpointOfItsModel() {
        bundle.replace("models.yaml", TEXT, "      attribution: Built with a model\n" + TEXT);
        assertThat(bundle.load()
                        .catalog()
                        .find("in-process-minilm")
                        .orElseThrow()
                        .attribution())
                .contains("Built with a model");
        assertThat(bundle.load().catalog().find("sovereign-1").orElseThrow().attribution())
                .isEmpty();
    }

    @Test
    void whoFillsASlotAnswersForItsLicenceOnlyWhereTheBundleSaysSo() {
        bundle.replace("endpoints.yaml", "    slot: true\n    licence: operator\n", "    slot: true\n");
        Endpoint unknown = filled("some-model");
        assertThat(unknown.terms().licenceReviewed(Contexts.DAY)).isFalse();
        Endpoint known = filled("all-minilm-l6-v2-q");
        assertThat(known.terms().licenceReviewed(Contexts.DAY)).isTrue();
        assertThat(known.terms().licensorCountry()).isEqualTo("DE");
        assertThat(unknown.terms().licensorCountry()).isBlank();
    }

    @Test
    void whatIsKnownOfALicenceOutweighsWhoFillsTheSlot() {
        bundle.replace("models.yaml", TEXT, "      monthlyUsers: 700000000\n" + TEXT);
        organisation("monthlyUsers: 700000001");
        assertThat(filled("all-minilm-l6-v2-q").terms().licenceReviewed(Contexts.DAY))
                .isFalse();
        assertThat(filled("some-model").terms().licenceReviewed(Contexts.DAY)).isTrue();
    }

    @Test
    void aSlotForModelsOfOneCountryTakesNoneThatIsKnownToBeOfAnother() {
        bundle.replace(
                "endpoints.yaml",
                "    legalEntity: undeclared\n",
                "    legalEntity: undeclared\n    licensorCountry: FR\n");
        assertThat(filled("some-model").terms().licensorCountry()).isEqualTo("FR");
        assertThatThrownBy(() -> filled("all-minilm-l6-v2-q")).hasMessageContaining("from another country");
        bundle.replace(
                "endpoints.yaml",
                "    model: all-minilm-l6-v2-q\n",
                "    model: all-minilm-l6-v2-q\n    licensorCountry: FR\n");
        refused("endpoints.yaml", "Remove it, or correct it there");
    }

    @Test
    void aModelThatWeRunIsPinnedByItsWeights() {
        bundle.replace("models.yaml", "    weights:\n", "    snapshot: 2026-08-01\n    weights:\n");
        refused("models.yaml", "pinned by its weights or by the date of its snapshot");
        TestBundle closed = closedModel();
        assertThat(closed.check()).isEmpty();
        assertThatThrownBy(() -> closed.load().fill(Map.of("sovereign-1", fill("closed-1"))))
                .hasMessageContaining("by a snapshot and not by weights");
    }

    /** The default bundle with a closed model besides. */
    private TestBundle closedModel() {
        return TestBundle.in(dir.resolve("closed")).replace("models.yaml", "models:\n", """
                models:
                  - model: closed-1
                    licensor: Somebody
                    licensorCountry: US
                    licence:
                      name: terms of service
                      textDigest: %s
                      reviewedBy: Counsel
                      reviewedOn: 2026-01-01
                      reviewedUntil: 2027-01-01
                    snapshot: 2026-08-01
                    shutdown: 2026-12-24
                """.formatted("a".repeat(64)));
    }

    @Test
    void aModelIsNoCandidateFromTheDayOnWhichItIsShutDown() {
        PolicyBundle filled = closedModel().load().fill(Map.of("external-1", fill("closed-1")));
        assertThat(Contexts.ids(at(filled, "2026-12-23T23:59:59Z"))).contains("external-1");
        Decision after = at(filled, "2026-12-24T00:00:00Z");
        assertThat(Contexts.ids(after)).doesNotContain("external-1");
        assertThat(after.candidates())
                .filteredOn(candidate -> candidate.reason().equals("SHUT_DOWN"))
                .extracting(Candidate::endpoint)
                .containsExactly("external-1");
    }

    private static Decision at(PolicyBundle bundle, String instant) {
        return new PolicyEngine(
                        bundle, java.time.Clock.fixed(java.time.Instant.parse(instant), java.time.ZoneOffset.UTC))
                .decide(Contexts.clean());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        textDigest: cfc7 | textDigest: Cfc7 | 64 lower-case hex digits
        reviewedUntil: 2031-11-22 | reviewedUntil: 2026-11-21 | on or after reviewedOn
        reviewedBy: Sluice | reviewer: Sluice | Did you mean reviewedBy?
        name: Apache-2.0 | name: '' | one value for "name"
        quantisation: INT8 | quantization: INT8 | Did you mean quantisation?
        licensorCountry: DE | languages: [English] | languages: [en, de]
        licensorCountry: DE | structuredOutput: perfect | RELIABLE
        """)
    void saysWhatToWriteInstead(String from, String to, String words) {
        bundle.replace(
                "models.yaml", from, to.contains("anguages") || to.contains("structured") ? from + "\n    " + to : to);
        refused("models.yaml", words);
    }

    private Endpoint filled(String model) {
        return bundle.load()
                .fill(Map.of("external-1", fill(model)))
                .catalog()
                .find("external-1")
                .orElseThrow();
    }

    private static SlotFill fill(String model) {
        return new SlotFill(URI.create("https://api.example/v1"), model, Optional.empty(), Protocol.OPENAI);
    }

    private void refused(String file, String words) {
        assertThat(bundle.check()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isPositive();
            assertThat(problem.toString()).contains(words);
        });
    }
}
