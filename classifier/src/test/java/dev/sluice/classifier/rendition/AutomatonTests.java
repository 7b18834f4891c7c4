package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AutomatonTests {
    private record Place(String word, int start, int end) {}

    private static List<Place> places(Set<String> words, String text) {
        List<String> numbered = List.copyOf(words);
        List<Place> places = new ArrayList<>();
        Automaton.of(numbered)
                .scan(
                        text.length(),
                        text::charAt,
                        steps -> {},
                        (word, start, end) -> places.add(new Place(numbered.get(word), start, end)));
        return places;
    }

    @Test
    void findsEveryPlaceOfEveryWordAndNoOther() {
        long seed = 21;
        System.out.println("AutomatonTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            int letters = 1 + random.nextInt(4);
            Set<String> words = new LinkedHashSet<>();
            for (int word = random.nextInt(30); word >= 0; word--) {
                words.add(word(random, letters, 1 + random.nextInt(8)));
            }
            String text = word(random, letters, random.nextInt(60));
            List<Place> expected = new ArrayList<>();
            for (String word : words) {
                for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                    expected.add(new Place(word, at, at + word.length()));
                }
            }
            assertThat(places(words, text))
                    .as("seed %s, text %s", seed, i)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String word(Random random, int letters, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) (random.nextInt(8) == 0 ? 0x4E00 : 'a' + random.nextInt(letters)));
        }
        return word.toString();
    }

    @Test
    void theWorkGrowsWithTheTextAndWhatIsFound() {
        List<String> words = new ArrayList<>();
        for (int length = 1; length <= 1000; length++) {
            words.add("a".repeat(length) + "b");
        }
        String text = "a".repeat(200_000) + "c" + "a".repeat(500);
        AtomicLong steps = new AtomicLong();
        AtomicLong found = new AtomicLong();
        Automaton.of(words)
                .scan(text.length(), text::charAt, steps::addAndGet, (word, start, end) -> found.incrementAndGet());
        assertThat(found.get()).isZero();
        assertThat(steps.get()).isBetween((long) text.length(), 2L * text.length());
    }

    @Test
    void noWordsFindNothingAndOddOnesAreRefused() {
        assertThat(places(Set.of(), "text")).isEmpty();
        assertThat(places(Set.of("text"), "")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Automaton.of(List.of("a", "")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Automaton.of(Collections.nCopies(2, "secret")))
                .withMessageNotContaining("secret");
    }
}
