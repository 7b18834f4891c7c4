package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DegradedReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageCheckTests {
    private static final String ENGLISH =
            "The committee will meet on the second floor and discuss the plan for the new library. ";

    private static boolean isCovered(String text) {
        return !Found.outcome(text).reasons().contains(DegradedReason.LANGUAGE_NOT_COVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "El comité se reúne los martes en la segunda planta para hablar de la nueva biblioteca y de los horarios.",
                "Le comité se réunit dans la grande salle pour parler des travaux de la nouvelle bibliothèque avec les voisins.",
                "Der Ausschuss trifft sich am Dienstag und spricht über die neue Bibliothek, die im Herbst eröffnet wird.",
                "Il comitato si riunisce nella sala grande per parlare della nuova biblioteca e degli orari che sono cambiati.",
                "O comitê não se reúne na terça para falar da nova biblioteca e dos horários, mas na quinta.",
                "De commissie komt niet op dinsdag bijeen om over het nieuwe plan van de bibliotheek te praten.",
                "Комитет собирается во вторник, чтобы обсудить новую библиотеку.",
                "委员会将于星期二开会讨论新的图书馆。",
                "تجتمع اللجنة يوم الثلاثاء لمناقشة المكتبة الجديدة"
            })
    void anotherLanguageIsNotCovered(String text) {
        assertThat(isCovered(text)).isFalse();
    }

    @Test
    void englishIsCovered() {
        assertThat(isCovered(ENGLISH)).isTrue();
        assertThat(isCovered(ENGLISH.repeat(200))).isTrue();
    }

    @Test
    void oneForeignStretchInALongEnglishTextIsNotCovered() {
        String foreign =
                "Der Ausschuss trifft sich am Dienstag und spricht über die neue Bibliothek, die im Herbst eröffnet wird. ";
        String text = ENGLISH.repeat(100) + foreign.repeat(20) + ENGLISH.repeat(100);
        assertThat(isCovered(text)).isFalse();
    }

    @Test
    void tablesAndCodeAreNoOtherLanguage() {
        assertThat(isCovered("id;price;qty\n" + "A17;12.50;3\n".repeat(300))).isTrue();
        assertThat(isCovered("for (int i = 0; i < n; i++) { sum += values[i]; }\n".repeat(60)))
                .isTrue();
    }
}
