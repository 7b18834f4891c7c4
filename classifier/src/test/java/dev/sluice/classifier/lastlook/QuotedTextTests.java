package dev.sluice.classifier.lastlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class QuotedTextTests {
    @Test
    void findsEveryPlaceWhereAQuoteStandsAsWords() {
        assertThat(slices("Ann met Anna. ANN, Ann's", "Ann")).containsExactly("Ann", "ANN", "Ann");
    }

    @Test
    void findsItInsideWordsWhereItStandsNowhereElse() {
        assertThat(slices("Frauenarztpraxis", "arzt")).containsExactly("arzt");
    }

    @Test
    void seesWhatIsWrittenOtherwise() {
        assertThat(slices("Dear Ingrid\r\n  Lindqvist,", "ingrid lindqvist")).containsExactly("Ingrid\r\n  Lindqvist");
        assertThat(slices("M\u00fcller\u2019s", "Muller")).containsExactly("M\u00fcller");
        assertThat(slices("\uff29\uff4e\uff47\uff52\uff49\uff44", "Ingrid")).hasSize(1);
        assertThat(slices("In\u200bgrid", "Ingrid")).containsExactly("In\u200bgrid");
        assertThat(slices("mail ingrid&#64;example.org", "ingrid@example.org")).hasSize(1);
        assertThat(slices("born 01-02-1961", "01/02/1961")).containsExactly("01-02-1961");
    }

    @Test
    void whatStandsNowhereOrSaysNothingHasNoPlace() {
        QuotedText text = QuotedText.of("Dear Ingrid, \ud83d\ude00");
        for (String quote : List.of("Lindqvist", "", " .,;", "\ud83d", "\ude00 Ingrid", "Ingrid".repeat(200))) {
            assertThat(text.places(quote)).isEmpty();
        }
        assertThat(QuotedText.of("").places("Ingrid")).isEmpty();
    }

    @Test
    void everySliceOfATextIsFoundAndNoPlaceCutsAPair() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> parts = Stream.of(
                        "Ingrid",
                        " ",
                        "\n",
                        "\u00e4",
                        "\ud83d\ude00",
                        "7",
                        "-",
                        "\u4e2d",
                        "a\u0301",
                        "=\n",
                        "> ",
                        "&amp;")
                .toList();
        for (int round = 0; round < 2_000; round++) {
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                written.add(parts.get(random.nextInt(parts.size())));
            }
            String text = String.join("", written);
            int from = random.nextInt(written.size());
            String quote = String.join("", written.subList(from, from + random.nextInt(written.size() - from) + 1));
            List<QuotedText.Place> places = QuotedText.of(text).places(quote);
            for (QuotedText.Place place : places) {
                assertThat(place.end()).isGreaterThan(place.start()).isLessThanOrEqualTo(text.length());
                assertThat(Character.isLowSurrogate(text.charAt(place.start()))).isFalse();
                assertThat(Character.isHighSurrogate(text.charAt(place.end() - 1)))
                        .isFalse();
            }
            if (quote.contains("Ingrid")) {
                assertThat(places).as("seed %d round %d", seed, round).isNotEmpty();
            }
        }
    }

    private static List<String> slices(String text, String quote) {
        return QuotedText.of(text).places(quote).stream()
                .map(place -> text.substring(place.start(), place.end()))
                .toList();
    }
}
