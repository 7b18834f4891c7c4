package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.CLASSIFIER;
import static dev.sluice.classifier.rendition.Rendering.KEY;
import static dev.sluice.classifier.rendition.Rendering.SCOPE;
import static dev.sluice.classifier.rendition.Rendering.clear;
import static dev.sluice.classifier.rendition.Rendering.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.ExhaustiveFixture;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.Partial;
import dev.sluice.classifier.Segment;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RendererTests {
    private static final String LETTER = """
            Patient: Ngozi Okafor
            Date of birth: 03/05/1961
            MRN: 44719920
            Phone: (212) 555-0147

            Dear Dr. Lindqvist,

            I saw Ngozi Okafor on March 5, 2021 for asthma. Ms. Okafor lives at 118 Maple Street, Springfield, IL 62704.
            OKAFOR's sister can be reached at ngozi.okafor@mail-example.net. Her SSN is 219-09-9981.
            """;

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"GENERALISE", "SHIFT_DATE", "FORMAT_PRESERVING", "PSEUDONYM", "PLACEHOLDER", "MASK"})
    void aLetterComesOutClearUnderEveryAction(Action action) {
        ClearRendition rendition = clear(LETTER, Rendering.all(action));
        String text = FoldedText.fold(rendition.text().canonical());
        assertThat(text).doesNotContain("okafor", "ngozi", "lindqvist", "44719920", "2125550147", "219099981", "maple");
        assertThat(rendition.categories()).isSubsetOf(Category.HEALTH_INFO);
        assertThat(rendition.text().canonical()).contains("asthma");
    }

    @Test
    void theStandardPlanKeepsHealthTermsYearsAndAreas() {
        ClearRendition rendition = clear(LETTER, RenditionPlan.standard());
        assertThat(rendition.categories()).containsExactly(Category.HEALTH_INFO);
        assertThat(rendition.text().canonical())
                .contains("Patient: [PERSON 1]")
                .contains("1961")
                .doesNotContain("62704");
    }

    @Test
    void datesAndLongNumbersBesideAPersonAreReplacedWhoeverTheyBelongTo() {
        String text = "Ms. Ngozi Okafor came on March 5, 2021 and again 12.04.2021 with asthma; see record NB-3308127.";
        assertThat(clear(text, RenditionPlan.standard()).text().canonical())
                .contains("came on 2021", "again 2021", "record [IDENTIFIER 1]")
                .doesNotContain("March", "12.04", "3308127");
        String code = "Ms. Ngozi Okafor, LOINC 14647-2, blood drawn 2021-03-05.";
        assertThat(clear(code, RenditionPlan.standard()).text().canonical())
                .as("a date goes, also beside a code that stays")
                .doesNotContain("03-05")
                .contains("2021");
        String pump = "The pump was mended on March 5, 2021; see record NB-3308127.";
        assertThat(clear(pump, RenditionPlan.standard()).text().canonical()).isEqualTo(pump);
    }

    @Test
    void thePseudonymPlanKeepsTheLettersFormAndNoneOfItsValues() {
        String text = clear(LETTER, RenditionPlan.pseudonym()).text().canonical();
        assertThat(FoldedText.fold(text))
                .doesNotContain(
                        "okafor", "ngozi", "lindqvist", "44719920", "2125550147", "219099981", "maple", "62704");
        assertThat(text)
                .doesNotContain("[PERSON", "[SSN", "[EMAIL", "03/05/1961")
                .containsPattern("SSN is \\d{3}-\\d{2}-\\d{4}\\.")
                .contains("@example.org", "asthma");
    }

    @Test
    void theStrictestPlanLeavesNoCategory() {
        assertThat(clear(LETTER, RenditionPlan.strictest()).categories()).isEmpty();
    }

    @Test
    void onlyAnExhaustiveClassificationCanBeRendered() {
        for (Method method : Renderer.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                assertThat(method.getParameterTypes())
                        .doesNotContain(Classification.class, Degraded.class, Partial.class, Object.class);
            }
        }
        assertThat(ClearRendition.class.getDeclaredConstructors())
                .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers()));
        assertThat(Arrays.stream(ClearRendition.class.getConstructors()).map(Constructor::getName))
                .isEmpty();
    }

    @Test
    void aMarkIsNotPaintedOver() {
        RenditionResult result = Rendering.render(
                DocumentText.of("ATTORNEY-CLIENT PRIVILEGED\nNgozi Okafor asked us about the lease."),
                RenditionPlan.standard(),
                SCOPE,
                List.of());
        assertThat(result).isInstanceOfSatisfying(StillSensitive.class, still -> {
            assertThat(still.categories()).contains(Category.LEGAL_PRIVILEGED);
            assertThat(still.reasons()).containsExactly(StillSensitive.Reason.WITHHELD_TYPE);
        });
    }

    @Test
    void whatTheFirstPassDidNotSayIsFoundByTheSecondAndReplacedToo() {
        DocumentText text = DocumentText.of(LETTER);
        RenditionResult result = new Renderer(CLASSIFIER, RenditionPlan.standard(), KEY)
                .render(text, ExhaustiveFixture.of(List.of(), CLASSIFIER), SCOPE);
        assertThat(result).isInstanceOf(ClearRendition.class);
        assertThat(((ClearRendition) result).text().canonical()).doesNotContain("Okafor");
    }

    @Test
    void aTextThatTheSecondPassCannotReadIsNotClear() {
        DocumentText text = DocumentText.of("Запись о приёме пациента в клинике города на следующей неделе утром");
        assertThat(CLASSIFIER.classify(text)).isInstanceOf(Degraded.class);
        RenditionResult result = new Renderer(CLASSIFIER, RenditionPlan.standard(), KEY)
                .render(text, ExhaustiveFixture.of(List.of(), CLASSIFIER), SCOPE);
        assertThat(result)
                .isInstanceOfSatisfying(
                        StillSensitive.class,
                        still -> assertThat(still.reasons()).containsExactly(StillSensitive.Reason.NOT_EXHAUSTIVE));
    }

    @Test
    void refusesFindingsThatAreNotOfTheText() {
        Classifier classifier = CLASSIFIER;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Renderer(classifier, RenditionPlan.standard(), KEY)
                        .render(
                                DocumentText.of("short"),
                                ExhaustiveFixture.of(List.of(finding(FindingType.PERSON, 0, 99)), classifier),
                                SCOPE))
                .withMessageNotContaining("short");
    }

    @Test
    void pathsAndContextsAreRenderedWithTheirSegment() {
        DocumentText text = new DocumentText(List.of(
                new Segment("attachment/okafor.txt", "Letter about Ngozi Okafor", "Ms. Okafor was seen by the team."),
                new Segment("", "", "The team wrote to Ngozi Okafor about the next visit.")));
        Finding name = finding(text.canonical(), "Ngozi Okafor", FindingType.PERSON);
        ClearRendition rendition = clear(text, RenditionPlan.standard(), SCOPE, List.of(name));
        assertThat(rendition.text().segments()).hasSize(2);
        assertThat(rendition.text().canonical().toLowerCase(Locale.ROOT)).doesNotContain("okafor");
        assertThat(rendition.text().segments().getFirst().path()).isEqualTo("attachment/[PERSON 1].txt");
        for (Replacement replacement : rendition.replacements()) {
            assertThat(rendition.text().canonical().substring(replacement.start(), replacement.end()))
                    .isEqualTo("[PERSON 1]");
        }
    }

    @Test
    void aFindingAcrossSegmentsIsMaskedInEach() {
        DocumentText text = new DocumentText(List.of(
                new Segment("row/1", "", "We spoke to Threnidan"), new Segment("row/2", "", "Okafor about the plan.")));
        int start = text.canonical().indexOf("Threnidan");
        int end = text.canonical().indexOf("Okafor") + 6;
        ClearRendition rendition =
                clear(text, RenditionPlan.standard(), SCOPE, List.of(finding(FindingType.PERSON, start, end)));
        assertThat(rendition.text().segments().get(0).text()).isEqualTo("We spoke to [MASKED]");
        assertThat(rendition.text().segments().get(1).text()).startsWith("[MASKED] about");
        assertThat(rendition.text().segments().get(1).path()).isEqualTo("[MASKED]");
    }

    @Test
    void otherMentionsOfAValueAreReplacedInAnyWriting() {
        String text = "The value 447-199-2011 belongs to the file. See 4471992011, 447 199 2011, x4471992011y.\n"
                + "We thank Müller-Threnidan and müller threnidan and MULLERTHRENIDAN’s friends and the Threnidans.";
        ClearRendition rendition = clear(
                text,
                RenditionPlan.standard(),
                finding(text, "447-199-2011", FindingType.ACCOUNT),
                finding(text, "Müller-Threnidan", FindingType.PERSON));
        assertThat(FoldedText.fold(rendition.text().canonical())).doesNotContain("4471992011", "threnidan", "muller");
    }

    @Test
    void overlappingFindingsAreOneUnderTheStrictestAction() {
        String text = "Seen at 118 Larch Road 62704 by the team.";
        String rendered = Rendering.draft(
                        text,
                        RenditionPlan.standard(),
                        SCOPE,
                        finding(text, "118 Larch Road 62704", FindingType.ADDRESS),
                        finding(text, "62704 by", FindingType.POSTAL_CODE))
                .text()
                .canonical();
        assertThat(rendered).isEqualTo("Seen at [ADDRESS 1] the team.");
    }

    @Test
    void placeholdersInADocumentHideNothingAndAreNotTaken() {
        String text = "[PERSON 1] and [person  2] are words here. [PERSON 219-09-9981] is not. We met Ngozi Okafor.";
        ClearRendition rendition =
                clear(text, RenditionPlan.standard(), finding(text, "Ngozi Okafor", FindingType.PERSON));
        assertThat(rendition.text().canonical()).endsWith("We met [PERSON 3].").doesNotContain("219-09-9981");
    }

    /** Of the patterns; what the token classifier makes of a placeholder is discounted by its place. */
    @Test
    void noPlaceholderIsAFinding() {
        for (FindingType type : FindingType.values()) {
            if (RenditionPlan.standard().action(type) == Action.WITHHOLD) {
                continue;
            }
            Placeholders placeholders = new Placeholders("", List.of());
            for (int i = 0; i < 200; i++) {
                String placeholder = placeholders.of(type, "value " + i);
                if (i % 89 > 2 && i % 13 != 0) {
                    continue;
                }
                for (String frame : List.of(
                        "We heard from %s yesterday.", "Name: %s", "card cvv %s", "He is %s years old", "Account %s")) {
                    String text =
                            "The committee will meet in the autumn to talk about it.\n" + frame.formatted(placeholder);
                    int start = text.indexOf(placeholder);
                    assertThat(CLASSIFIER.classify(DocumentText.of(text)).findings())
                            .as("%s in %s", placeholder, frame)
                            .noneMatch(found -> found.type() != FindingType.HEALTH
                                    && found.tier() == 1
                                    && found.start() < start + placeholder.length()
                                    && found.end() > start);
                }
            }
        }
    }

    @Test
    void nothingSaysAValue() {
        ClearRendition rendition = clear(LETTER, RenditionPlan.standard());
        ReidentificationMap map = ReidentificationMap.of(DocumentText.of(LETTER), rendition);
        Span span = new Span(0, 1, FindingType.PERSON, Action.MASK, "okafor");
        assertThat(List.of(
                        rendition.toString(),
                        rendition.replacements().toString(),
                        map.toString(),
                        map.reidentify("[PERSON 1]").toString(),
                        span.toString(),
                        KEY.toString(),
                        SCOPE.toString()))
                .noneMatch(said -> said.toLowerCase(Locale.ROOT).contains("okafor")
                        || said.contains("tenant")
                        || said.contains("thirty"));
    }
}
