package dev.sluice.classifier.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.explanation.Influence.Effect;
import dev.sluice.classifier.explanation.Influence.Place;
import dev.sluice.classifier.model.TokenTier;
import dev.sluice.classifier.pattern.AppliedChecks.Applied;
import dev.sluice.classifier.pattern.PatternTier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplanationTests {
    private static final Classifier CLASSIFIER = Classifier.standard();

    private static List<Explanation> explained(String text) {
        DocumentText document = DocumentText.of(text);
        Classification classification = CLASSIFIER.classify(document);
        List<Explanation> explanations = CLASSIFIER.explain(document, classification);
        assertThat(explanations.stream().map(Explanation::finding))
                .containsExactlyElementsOf(classification.findings());
        return explanations;
    }

    private static Explanation explained(String text, FindingType type) {
        return explained(text).stream()
                .filter(one -> one.finding().type() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in " + text));
    }

    private static List<String> words(Explanation explanation, Effect effect) {
        return explanation.influences().stream()
                .filter(influence -> influence.effect() == effect)
                .map(Influence::told)
                .toList();
    }

    @Test
    void theLabelThatANumberOwesItselfToIsNamedWithItsPlace() {
        String text = "The folder of MRN 4471-9920-11 is on the second shelf.";
        Explanation explanation = explained(text, FindingType.MRN);
        assertThat(explanation.basis()).isEqualTo(Basis.WORDS);
        assertThat(explanation.influences()).singleElement().satisfies(influence -> {
            assertThat(influence.effect()).isEqualTo(Effect.NEEDED);
            assertThat(influence.place()).isEqualTo(Place.BEFORE);
            assertThat(influence.told()).isEqualTo("mrn");
            assertThat(influence.cues()).contains("MRN_LABEL");
            assertThat(text.substring(influence.start(), influence.end())).isEqualTo("MRN");
            assertThat(influence.without()).isZero();
        });
        assertThat(explanation.identifies()).isEqualTo(Identifies.ALONE);
        assertThat(explanation.follows()).containsExactlyInAnyOrder(Category.PII, Category.PHI);
        assertThat(explanation.decisive()).containsExactlyInAnyOrder(Category.PII, Category.PHI);
    }

    @Test
    void aLabelThatOnlyRaisesSaysFromWhere() {
        Explanation explanation = explained("Her SSN is 219-09-9999 as far as we know.", FindingType.SSN);
        assertThat(explanation.finding().confidence()).isEqualTo(0.95);
        assertThat(explanation.influences()).singleElement().satisfies(influence -> {
            assertThat(influence.effect()).isEqualTo(Effect.RAISES);
            assertThat(influence.told()).isEqualTo("ssn");
            assertThat(influence.without()).isEqualTo(0.8);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSN   | We wrote down 219-09-9999 in the ledger.",
                "EMAIL | Then write to jane.doe@mercy-health.org about the ledger."
            })
    void whatItsFormAloneTellsNamesNoWord(FindingType type, String text) {
        Explanation explanation = explained(text, type);
        assertThat(explanation.basis()).isEqualTo(Basis.FORM);
        assertThat(explanation.influences()).isEmpty();
    }

    @Test
    void theHeadOfAColumnIsNamedForItsCells() {
        String text = "name,mrn,town\nOkafor,21909999,Leeds\nBello,33110042,York\n";
        Explanation explanation = explained(text, FindingType.MRN);
        assertThat(explanation.influences())
                .filteredOn(influence -> influence.effect() == Effect.NEEDED)
                .anySatisfy(influence -> assertThat(influence.told()).isEqualTo("mrn"));
        String many = "visit,mrn,town\n" + "1st,21909999,the town behind the hill\n".repeat(30);
        Explanation lastRow = explained(many).stream()
                .filter(one -> one.finding().recognizer().equals("table-column"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(lastRow.influences()).anySatisfy(influence -> {
            assertThat(influence.place()).isEqualTo(Place.HEAD);
            assertThat(influence.told()).isEqualTo("mrn");
            assertThat(influence.start()).isEqualTo(6);
        });
    }

    @Test
    void labelsOfWhichEachIsEnoughAreSaidToBe() {
        Explanation explanation =
                explained("The passport no. or passport number is 533380006 here.", FindingType.PASSPORT);
        assertThat(words(explanation, Effect.NEEDED)).isEmpty();
        assertThat(words(explanation, Effect.ENOUGH)).contains("passport");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NATIONAL_ID | NHS number 943 476 5919 | uk-nhs           | true",
                "VEHICLE     | The car, 1HGCM82633A004352, was sold. | vin | true",
                "CARD        | Charge it to 4111 1111 1111 1111. | luhn   | true",
                "IBAN        | Pay to GB82 WEST 1234 5698 7654 32 | iban  | true",
                "IBAN        | IBAN: GB82 WEST 1234 5698 7654 33 | iban   | false"
            })
    void theSchemeThatANumberWasHeldToIsNamed(FindingType type, String text, String check, boolean passed) {
        assertThat(explained(text, type).checks()).containsExactly(new Applied(check, passed));
    }

    @Test
    void whatTheNetworkSaysIsHeldToItsThreshold() {
        String text = "yesterday i ran into oluwaseun adebayo at the bakery and we talked about the game";
        Explanation explanation = explained(text).stream()
                .filter(one -> one.finding().tier() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(explanation.basis()).isEqualTo(Basis.NETWORK);
        assertThat(explanation.threshold()).isBetween(0.5, explanation.finding().confidence());
        assertThat(explanation.influences()).isEmpty();
    }

    @Test
    void aLaterMentionRestsOnTheNameBefore() {
        String text = "Dr. Zbyslava Threnwick came. Later Threnwick left.";
        Explainer explainer =
                new Explainer(PatternTier.standard(), CustomRules.NONE.tier(), CustomRules.NONE, TokenTier.standard());
        Explanation later = explainer
                .explain(text, PatternTier.standard().scan(text).findings(), List.of())
                .stream()
                .filter(one -> one.finding().recognizer().equals("carried-name"))
                .findFirst()
                .orElseThrow();
        assertThat(later.basis()).isEqualTo(Basis.EARLIER_NAME);
    }

    @Test
    void whatFollowsIsToldBesideWhatStandsWithIt() {
        Explanation alone = explained("Turn left in Springfield, IL 62704 behind the mill.", FindingType.POSTAL_CODE);
        assertThat(alone.identifies()).isEqualTo(Identifies.BESIDE);
        assertThat(alone.follows()).isEmpty();
        Explanation beside = explained("Turn left in Springfield, IL 62704 for hypertension.", FindingType.POSTAL_CODE);
        assertThat(beside.follows()).containsExactly(Category.PHI);
        assertThat(Identifies.of(FindingType.SECRET)).isEqualTo(Identifies.NO);
        assertThat(Identifies.of(FindingType.CLINICAL_RECORD)).isEqualTo(Identifies.NO);
    }

    @Test
    void aNameBesideALabelIsNeverToldThoughTheLexiconKnowsItAsALabel() {
        // Each of these surnames is a label somewhere.
        for (String surname : List.of("Case", "Pan", "License", "Chart", "Marker")) {
            String text = "Patient: Zbyslava " + surname + ", MRN 4471-9920-11, seen by Dr. " + surname + ".";
            for (Explanation explanation : explained(text)) {
                for (Influence influence : explanation.influences()) {
                    assertThat(influence.told()).as(text).isNotEqualToIgnoringCase(surname);
                }
            }
        }
    }

    @Test
    void aDocumentOfManyFindingsIsExplainedAsFarAsTheBoundGoes() {
        List<Explanation> explanations = explained("Write MRN 4471-9920-11 on the lid of box nine.\n".repeat(5_000));
        List<Explanation> numbers = explanations.stream()
                .filter(one -> one.finding().type() == FindingType.MRN)
                .toList();
        assertThat(numbers).hasSize(5_000);
        assertThat(numbers.getFirst().basis()).isEqualTo(Basis.WORDS);
        assertThat(numbers.getLast().basis()).isEqualTo(Basis.NOT_SOUGHT);
        assertThat(numbers.getLast().follows()).containsExactlyInAnyOrder(Category.PII, Category.PHI);
    }

    @Test
    void explainingTwiceSaysTheSame() {
        String text = "Patient: Zbyslava Threnwick, MRN 4471-9920-11, born 03/14/1961, call (212) 555-0147.";
        assertThat(explained(text)).isEqualTo(explained(text)).hasSizeGreaterThan(3);
        assertThat(explained(text, FindingType.DATE_OF_BIRTH).influences().stream()
                        .map(Influence::told))
                .contains("born");
        List<Finding> findings =
                explained(text).stream().map(Explanation::finding).toList();
        assertThat(findings).doesNotHaveDuplicates();
    }
}
