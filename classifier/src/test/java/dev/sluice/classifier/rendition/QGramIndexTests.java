package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class QGramIndexTests {
    @Test
    void holdsWhatStandsInTheTextAndNothingElse() {
        long seed = 22;
        System.out.println("QGramIndexTests seed " + seed);
        Random random = new Random(seed);
        int held = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = letters(random, random.nextInt(200), 3);
            String word = letters(random, 4 + random.nextInt(6), 3);
            boolean holds = new FoldedText(text).index().holds(word, steps -> {});
            assertThat(holds).as("seed %s, text %s", seed, i).isEqualTo(text.contains(word));
            held += holds ? 1 : 0;
        }
        assertThat(held).isBetween(2000, 18_000);
    }

    private static String letters(Random random, int length, int different) {
        return random.ints(length, 'a', 'a' + different)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aTextFullOfNumbersIsNotReadForEachOne() {
        Random random = new Random(23);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextInt(100_000_000)).append(' ');
        }
        FoldedText folded = new FoldedText(text.toString());
        AtomicLong steps = new AtomicLong();
        for (int i = 0; i < 1000; i++) {
            folded.index().holds(Integer.toString(100_000_000 + random.nextInt(900_000_000)), steps::addAndGet);
        }
        assertThat(steps.get()).isLessThan(folded.length());
    }

    @Test
    void whatIsTooShortToBeLookedForCountsAsHeld() {
        assertThat(new FoldedText("").index().holds("abc", steps -> {})).isTrue();
        assertThat(new FoldedText("").index().holds("abcd", steps -> {})).isFalse();
    }
}
