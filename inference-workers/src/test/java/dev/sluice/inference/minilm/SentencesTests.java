package dev.sluice.inference.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencesTests {

    @Test
    void cutsAtTheEndOfSentencesAndAtBlankLines() {
        assertThat(Sentences.of("One is here. Two follows!\n\nThree stands alone"))
                .containsExactly("One is here.", "Two follows!", "Three stands alone");
    }

    @Test
    void cutsASentenceWithoutEndSoThatAWindowHoldsIt() {
        List<String> cut = Sentences.of("word ".repeat(1000));

        assertThat(cut).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(Sentences.LONGEST));
        assertThat(String.join(" ", cut)).isEqualTo("word ".repeat(1000).strip());
    }

    @Test
    void neverCutsACharacterInTwo() {
        List<String> cut = Sentences.of("\uD83D\uDE00".repeat(1001));

        assertThat(String.join("", cut)).isEqualTo("\uD83D\uDE00".repeat(1001));
        assertThat(cut)
                .allSatisfy(piece ->
                        assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse());
    }

    @Test
    void windowsHoldAllSentencesAndNoMoreThanTheirLength() {
        String text = String.join(" ", Collections.nCopies(100, "This sentence is one of a hundred."));

        assertThat(Sentences.windows(text))
                .allSatisfy(window -> assertThat(window.length()).isLessThanOrEqualTo(Sentences.LONGEST + 1));
        assertThat(String.join(" ", Sentences.windows(text))).isEqualTo(text);
    }

    @Test
    void aSampleIsBoundedOrderedAndSpreadOverTheWhole() {
        List<String> all = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();

        List<String> sample = Sentences.sample(all, 400);

        assertThat(sample).hasSize(400).startsWith("0").endsWith("9975");
        assertThat(sample.stream().map(Integer::valueOf)).isSorted();
    }
}
