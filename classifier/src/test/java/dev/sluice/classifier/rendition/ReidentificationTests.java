package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.clear;
import static dev.sluice.classifier.rendition.Rendering.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
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
        Finding[] findings = new Finding[120];
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
    void aMovedDateThatTheDocumentAlsoHoldsHasNoWayBack() {
        String date = "2021-03-05";
        String moved = Rendering.words(date, FindingType.DATE, Action.SHIFT_DATE);
        String text = "We met them on " + date + " and the release of " + moved + " was late.";
        RenditionPlan plan = RenditionPlan.standard().with(FindingType.DATE, Action.SHIFT_DATE);
        ClearRendition rendition = clear(text, plan, finding(text, date, FindingType.DATE));
        assertThat(rendition.text().canonical()).contains("on " + moved + " and the release of " + moved);
        assertThat(ReidentificationMap.of(DocumentText.of(text), rendition).size())
                .isZero();
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

    @Test
    void formsThatDifferInCaseAloneAreToldByItAndOtherwiseLeft() {
        ReidentificationMap map = ReidentificationMap.fromBytes(bytes("XY-93", "AB-12", "xy-93", "ab-12"));
        assertThat(map.reidentify("XY-93, xy-93 and Xy-93").text()).isEqualTo("AB-12, ab-12 and Xy-93");
    }

    /** All forms begin alike, and the answer is full of their beginnings. */
    @Test
    void theWorkGrowsWithTheAnswerAndNotWithTheNumberOfForms() {
        String[] pairs = new String[40_000];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = Placeholders.coded(FindingType.PERSON, "A" + i);
            pairs[i + 1] = "value " + i;
        }
        ReidentificationMap map = ReidentificationMap.fromBytes(bytes(pairs));
        String answer = "[".repeat(300_000) + "[PERSON A".repeat(30_000) + "[person a38]";
        AtomicLong steps = new AtomicLong();
        Reidentification filled = map.reidentify(answer, steps::addAndGet);
        assertThat(filled.text()).endsWith("[PERSON Avalue 38");
        assertThat(filled.replaced()).isOne();
        assertThat(steps.get()).isBetween((long) answer.length(), 3L * answer.length());
    }

    private static byte[] bytes(String... pairs) {
        ByteBuffer bytes =
                ByteBuffer.allocate(64 * pairs.length + 5).put((byte) 1).putInt(pairs.length / 2);
        for (String text : pairs) {
            bytes.putInt(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
