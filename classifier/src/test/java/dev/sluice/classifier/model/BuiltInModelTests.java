package dev.sluice.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the model that ships finds and leaves alone, in sentences that it never learned from. */
class BuiltInModelTests {
    private static final TokenTier TIER = TokenTier.standard();

    /** The name stands between « and »; every word of it is found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "We walked back from the quarry with «Oluwaseun Adekanbi» and talked about the roof.",
                "so «priyanka» calls me last night and says the boiler is out again",
                "The eulogy was read by «Margarethe Lindqvist».",
                "«Tomasz» never liked the harbour, but «Ewa Wojtkowiak» stayed.",
                "patient seen with her daughter «ileana» who does the talking mostly",
                "Signed for by «K. Vandermeulen» at the side door.",
                "It was «Nakamura» who noticed that the gauge was reading low.",
                "Entries: «Bartholomew Finch», 14; «Ximena Araujo», 12; «Siobhan Keane», 9.",
                "My neighbour «Thandiwe Mbeki» has the spare key.",
                "Le rapport a été relu par «Solène Kerbrat» avant l'envoi.",
                "El paciente «Joaquín Etxeberria» acude con su hermana.",
                "Gestern hat «Annegret Hollmann» die Schlüssel abgeholt.",
            })
    void findsEveryPerson(String marked) {
        String text = marked.replace("«", "").replace("»", "");
        List<Finding> findings = TIER.scan(text).findings();
        int removed = 0;
        for (int open = marked.indexOf('«'); open >= 0; open = marked.indexOf('«', open + 1)) {
            int start = open - removed;
            int end = marked.indexOf('»', open) - removed - 1;
            removed += 2;
            for (int at = start; at < end; at++) {
                int unit = at;
                boolean inName = Character.isLetter(text.charAt(at));
                assertThat(!inName
                                || findings.stream()
                                        .anyMatch(finding -> finding.type() == FindingType.PERSON
                                                && finding.start() <= unit
                                                && unit < finding.end()))
                        .as("%s at %d", marked, at)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set the retry limit before the first request and read the header of each answer.",
                "Whisk the eggs, fold in the flour and bake the sponge until it springs back.",
                "Parkinson's disease and Crohn's disease are treated in different departments.",
                "The Jordan runs south into the Dead Sea; Paris lies on the Seine.",
                "By Bayes' theorem the posterior is proportional to the likelihood times the prior.",
                "Jenkins builds the branch, Docker packs it and Helm installs the chart.",
                "In May and June the museum opens on Sundays, and in August it closes at noon.",
                "The committee may grant relief where a licence was refused in error.",
                "Metformin lowers the glucose that the liver releases; the dose rises over weeks.",
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(TIER.scan(text).findings())
                .filteredOn(finding -> finding.type() == FindingType.PERSON)
                .isEmpty();
    }

    /** What its first layer rules out or leaves outside what the others read, nobody sees: no place may hide a name. */
    @Test
    void aPersonIsFoundAtAnyPlaceOfTheWindows() {
        String[] words =
                ("the harbour office opens at nine and the ferry leaves at ten when the tide is high and the wind is "
                                + "low so bring the blue crates to the quay before the gate is closed for the day ")
                        .split(" ");
        String planted = "Our foreman Ngozi Threnwick has the keys.";
        int name = planted.indexOf("Ngozi");
        for (int before = 0; before < 230; before++) {
            String text = words(words, before) + planted + " " + words(words, 180);
            int start = text.indexOf(planted) + name;
            assertThat(TIER.scan(text).findings())
                    .as("%d words before", before)
                    .anyMatch(finding -> finding.type() == FindingType.PERSON
                            && finding.start() <= start
                            && finding.end() >= start + "Ngozi Threnwick".length());
        }
    }

    private static String words(String[] words, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(words[i % words.length]).append(' ');
        }
        return text.toString();
    }
}
