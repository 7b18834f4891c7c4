package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.SCOPE;
import static dev.sluice.classifier.rendition.Rendering.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Further places of a name of which one place was found. */
final class MentionsTests {
    private static String rendered(String text, String name) {
        Finding found = finding(text, name, FindingType.PERSON);
        return Rendering.draft(text, RenditionPlan.strictest(), SCOPE, found)
                .text()
                .canonical();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oyelaran", "OYELARAN", "Oyelaran", "oyelaran's", "oYELARAN", "oyelarans", "maria"})
    void aPartOfANameIsOneInAnyWriting(String part) {
        String text = "Patient: Maria Oyelaran\npls call " + part + " re: labs";
        assertThat(rendered(text, "Maria Oyelaran"))
                .isEqualTo("Patient: [MASKED]\npls call "
                        + (part.endsWith("'s") ? "[MASKED]'s" : "[MASKED]")
                        + " re: labs");
    }

    @ParameterizedTest
    @CsvSource({
        "Rose Brown,a rose in a brown bag",
        "Will Long,it will take long",
        "Mark Young,mark the young trees",
        "Grace King,by the grace of the king"
    })
    void anOrdinaryWordIsANameWithACapitalOnly(String name, String words) {
        String text = "Patient: " + name + "\n" + words;
        assertThat(rendered(text, name)).isEqualTo("Patient: [MASKED]\n" + words);
        for (String part : name.split(" ")) {
            assertThat(rendered(text + ". " + part + " said", name)).endsWith(". [MASKED] said");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Le", "Van", "Al", "El", "Do", "Ten", "Bin", "De", "La"})
    void aParticleWithACapitalIsAName(String surname) {
        String small = surname.toLowerCase(Locale.ROOT);
        String text = "Patient: Threnwick " + surname + "\n" + surname + " reports pain, " + small + " x " + surname
                + "s and " + surname.toUpperCase(Locale.ROOT);
        assertThat(rendered(text, "Threnwick " + surname))
                .isEqualTo("Patient: [MASKED]\n[MASKED] reports pain, " + small + " x " + surname + "s and [MASKED]");
    }

    @Test
    void aParticleInSmallLettersIsNone() {
        String text = "Patient: Maria de la Oyelaran, de la salle; Oyelaran de";
        assertThat(rendered(text, "Maria de la Oyelaran")).isEqualTo("Patient: [MASKED], de la salle; [MASKED] de");
    }

    @Test
    void aNameFoundInSmallLettersIsOneInAnyWriting() {
        String text = "patient is maria brown. Brown said that brown and MARIA";
        assertThat(rendered(text, "maria brown"))
                .isEqualTo("patient is [MASKED]. [MASKED] said that [MASKED] and [MASKED]");
    }

    /** Numbers of many lengths, and one that the text is full of beginnings of. */
    @Test
    void theWorkGrowsWithTheTextAndNotWithTheNumberOfValues() {
        StringBuilder text = new StringBuilder();
        List<Finding> findings = new ArrayList<>();
        for (int length = 6; length < 400; length++) {
            int start = text.length();
            text.append("7".repeat(length)).append('8').append(length);
            findings.add(finding(FindingType.ACCOUNT, start, text.length()));
            text.append(", ");
        }
        text.append("7".repeat(100_000));
        Budget budget = RenditionLimits.STANDARD.budget();
        List<Span> spans =
                Spans.of(text.toString(), new FoldedText(text.toString()), findings, RenditionPlan.strictest(), budget);
        assertThat(spans).hasSizeGreaterThanOrEqualTo(findings.size());
        assertThat(budget.steps()).isLessThan(4L * text.length());
    }
}
