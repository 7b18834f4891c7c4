package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NeutralWordsTests {
    @Test
    void aNeutralWordIsAnOrdinaryWordAndNothingElse() {
        for (int choice = 0; choice < NeutralWords.CHOICES; choice++) {
            for (int length = 2; length <= 20; length++) {
                String word = NeutralWords.inPlaceOf("x".repeat(length), choice);
                assertThat(word).hasSize(length);
                List<Neighbourhood.Part> parts = Neighbourhood.of(word, Set.of());
                assertThat(parts).as(word).hasSize(1);
                assertThat(parts.getFirst().cues()).as(word).containsExactly("WORD");
                assertThat(parts.getFirst().told()).isEmpty();
            }
        }
    }

    @Test
    void capitalsStayWhereTheyStood() {
        assertThat(NeutralWords.inPlaceOf("MRN", 0)).isEqualTo("MUG");
        assertThat(NeutralWords.inPlaceOf("Patient", 1)).isEqualTo("Lantern");
        assertThat(NeutralWords.inPlaceOf("patient", 1)).isEqualTo("lantern");
        assertThat(NeutralWords.inPlaceOfSign("::", 0)).isEqualTo("  ");
    }

    @Test
    void onlyWordsOfClosedListsAreTold() {
        assertThat(Neighbourhood.of("MRN Threnwick with Jordan may asthma kitchen 42", Set.of()).stream()
                        .map(Neighbourhood.Part::told)
                        .filter(told -> !told.isEmpty()))
                .containsExactly("mrn", "with");
        // Labels that are surnames too.
        assertThat(Neighbourhood.of("Patient: or patient, but not Patient or Jordan:", Set.of()).stream()
                        .map(Neighbourhood.Part::told)
                        .filter(told -> told.length() > 3))
                .containsExactly("patient", "patient");
        assertThat(Neighbourhood.of("ledger Kitchen", Set.of("kitchen"))
                        .getLast()
                        .told())
                .isEqualTo("kitchen");
    }
}
