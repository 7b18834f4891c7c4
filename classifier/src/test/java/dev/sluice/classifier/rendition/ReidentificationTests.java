package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.clear;
import static dev.sluice.classifier.rendition.Rendering.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FindingType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ReidentificationTests {
    private static final String TEXT =
            "We met Ngozi Okafor and Tore Lindqvist. Okafor gave us the number 447-199-2011.";

    private static ReidentificationMap map(RenditionPlan plan) {
        ClearRendition rendition = rendition(plan);
        return ReidentificationMap.of(DocumentText.of(TEXT), rendition);
    }

    private static ClearRendition rendition(RenditionPlan plan) {
        return clear(
                TEXT,
                plan,
                finding(TEXT, "Ngozi Okafor", FindingType.PERSON),
                finding(TEXT, "Tore Lindqvist", FindingType.PERSON),
                finding(TEXT, "447-199-2011", FindingType.ACCOUNT));
    }

    @Test
    void anAnswerGetsItsValuesAndTheWholeNameForItsPart() {
        Reidentification answer =
                map(RenditionPlan.standard()).reidentify("[PERSON 1] and [Person 2] met; see [PHONE 1].");
        assertThat(answer.text()).isEqualTo("Ngozi Okafor and Tore Lindqvist met; see 447-199-2011.");
        assertThat(answer.replaced()).isEqualTo(3);
        assertThat(answer.unknown()).isEmpty();
        assertThat(rendition(RenditionPlan.standard()).text().canonical())
                .isEqualTo("We met [PERSON 1] and [PERSON 2]. [PERSON 1] gave us the number [PHONE 1].");
    }

    @Test
    void placeholdersThatAModelMadeUpAreReportedAndStay() {
        Reidentification answer =
                map(RenditionPlan.standard()).reidentify("See [PERSON 9], [MRN QRST] and [Figure 1].");
        assertThat(answer.text()).isEqualTo("See [PERSON 9], [MRN QRST] and [Figure 1].");
        assertThat(answer.unknown())
                .containsExactly(
                        new Reidentification.UnknownPlaceholder(4, 14),
                        new Reidentification.UnknownPlaceholder(16, 26));
    }

    @Test
    void surrogatesGoBackWholeOrInPartButNeverWithinAWord() {
        ClearRendition rendition = rendition(Rendering.all(Action.PSEUDONYM));
        ReidentificationMap map = ReidentificationMap.of(DocumentText.of(TEXT), rendition);
        Replacement first = rendition.replacements().getFirst();
        String surrogate = rendition.text().canonical().substring(first.start(), first.end());
        String surname = surrogate.split(" ")[1];
        assertThat(map.reidentify(surrogate + ", Mr. " + surname + "’s and x" + surname + "x")
                        .text())
                .isEqualTo("Ngozi Okafor, Mr. Okafor’s and x" + surname + "x");
        assertThat(map.reidentify(rendition.text().canonical()).text()).isEqualTo(TEXT);
    }

    @Test
    void aValueThatLooksLikeAPlaceholderIsNotReplacedAgain() {
        String text = "We met [PERSON 2] Threnidan and also Tore Lindqvist there.";
        ClearRendition rendition = clear(
                text,
                RenditionPlan.standard(),
                finding(text, "[PERSON 2] Threnidan", FindingType.PERSON),
                finding(text, "Tore Lindqvist", FindingType.PERSON));
        ReidentificationMap map = ReidentificationMap.of(DocumentText.of(text), rendition);
        assertThat(rendition.text().canonical()).isEqualTo("We met [PERSON 1] and also [PERSON 3] there.");
        assertThat(map.reidentify(rendition.text().canonical()).text()).isEqualTo(text);
    }

    @Test
    void theLongestFormIsTakenFirst() {
        StringBuilder text = new StringBuilder("We saw");
        for (int i = 0; i < 120; i++) {
            text.append(" ACCT").append(70_000_000 + i * 131).append(" and");
        }
        String source = text.append(" that is all.").toString();
        dev.sluice.classifier.Finding[] findings = new dev.sluice.classifier.Finding[120];
        for (int i = 0; i < 120; i++) {
            findings[i] = finding(source, "ACCT" + (70_000_000 + i * 131), FindingType.ACCOUNT);
        }
        ClearRendition rendition = clear(source, RenditionPlan.standard(), findings);
        assertThat(rendition.text().canonical()).contains("[ACCOUNT 89]", "[ACCOUNT A1]", "[ACCOUNT A31]");
        ReidentificationMap map = ReidentificationMap.of(DocumentText.of(source), rendition);
        assertThat(map.size()).isEqualTo(120);
        assertThat(map.reidentify(rendition.text().canonical()).text()).isEqualTo(source);
    }

    @Test
    void masksHaveNoWayBack() {
        ReidentificationMap map = map(RenditionPlan.strictest());
        assertThat(map.size()).isZero();
        assertThat(map.reidentify("[MASKED]").text()).isEqualTo("[MASKED]");
    }

    @Test
    void theMapGoesThroughBytesAndRefusesOthers() {
        ReidentificationMap map = map(RenditionPlan.standard());
        byte[] bytes = map.toBytes();
        assertThat(ReidentificationMap.fromBytes(bytes).reidentify("[PERSON 1]").text())
                .isEqualTo("Ngozi Okafor");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> ReidentificationMap.fromBytes(cut));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> ReidentificationMap.fromBytes(longer));
    }

    @Test
    void aRenditionOfAnotherDocumentIsRefusedWithoutSayingIt() {
        ClearRendition rendition = rendition(RenditionPlan.standard());
        for (String other : new String[] {"", "We met somebody.", TEXT + " More.", "X" + TEXT.substring(1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReidentificationMap.of(DocumentText.of(other), rendition))
                    .withMessageNotContaining("Okafor");
        }
    }
}
