package dev.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldedTextTests {
    private static final long SEED = System.nanoTime();
    private static final int[] BLANKS = {
        ' ', '\n', '\t', 0x0B, 0x1C, 0x7F, 0x85, 0xA0, 0xAD, 0x2003, 0x2028, 0x200B, 0x3000, 0xFEFF
    };

    /** The expression that says what a blank is, in its plain form. */
    private static String plainly(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{C}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void foldsAsTheExpressionSays() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int most = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x600 : 0x11_0000;
            for (int length = random.nextInt(40); length > 0; length--) {
                text.appendCodePoint(
                        random.nextInt(4) == 0 ? BLANKS[random.nextInt(BLANKS.length)] : random.nextInt(most));
            }
            assertThat(FoldedText.of(text.toString()))
                    .as("seed %d round %d", SEED, round)
                    .isEqualTo(plainly(text.toString()));
        }
    }

    @Test
    void whatIsOnlySetOtherwiseIsTheSame() {
        assertThat(FoldedText.of("  \uFF21n\u00A0Order\r\n\u2028 of  \u2163\u200B "))
                .isEqualTo("an order of iv");
        assertThat(FoldedText.of("")).isEmpty();
        assertThat(FoldedText.of(" \n\u200B")).isEmpty();
    }
}
