package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A text that is parted is, part by part, what it is as a whole. */
final class StretchTests {
    private static final int MOST = 40;
    private static final String[] PARTS = {
        "word", "Jo-", "12/", "\u00ad", "\n", " ", "\r\n", "> ", "&amp;", "&amp;#64;", "%40", "%2540", "\\u0041", "\\n",
                "\\",
        "&", "#", "6", "4;", "%", "\ud83d\ude00", "\u5c71\u7530", ",", "\"", "(", "\u200b", "\u00a0", "\u2028",
                "e\u0301", "\uff29",
        "a", "\t", "|", ";", "- ", "<", ">", "; ", "- word\n"
    };

    private static String whole(String text, List<Integer> borders) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < borders.size(); i++) {
            NormalText part = NormalText.of(text, borders.get(i - 1), borders.get(i));
            for (int unit = 0; unit < part.length(); unit++) {
                out.append((int) part.at(unit))
                        .append("@")
                        .append(part.sourceStart(unit))
                        .append(':')
                        .append(part.sourceEnd(unit + 1))
                        .append(' ');
            }
        }
        return out.toString();
    }

    @Test
    void partsHoldTheSameUnitsFromTheSamePlaces() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        int parted = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder made = new StringBuilder();
            while (made.length() < 120) {
                made.append(PARTS[random.nextInt(PARTS.length)]);
                made.append(random.nextInt(3) == 0 ? " " : "");
            }
            String text = made.toString();
            List<Integer> borders = new ArrayList<>(List.of(0));
            while (borders.getLast() < text.length()) {
                int next = NormalText.stretch(text, borders.getLast(), text.length(), MOST);
                assertThat(next - borders.getLast()).isBetween(1, MOST);
                borders.add(next);
            }
            boolean clean = IntStream.range(1, borders.size() - 1).allMatch(i -> {
                int from = borders.get(i - 1);
                return Stretch.sameParts(text, from + MOST / 2, from + MOST) == borders.get(i);
            });
            if (clean) {
                parted++;
                assertThat(whole(text, borders))
                        .as("seed %d, round %d, borders %s", seed, round, borders)
                        .isEqualTo(whole(text, List.of(0, text.length())));
            }
        }
        assertThat(parted).isGreaterThan(5_000);
    }

    @Test
    void noWordIsCutWhereAnythingPartsWords() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        String[] signs = {
            " ", "\n", "\u00a0", "\u3000", "-\n", "- ", ";", "|", ":", "/", "=", ".", "_", "-", "\u2022", "%", "'"
        };
        for (int round = 0; round < 20_000; round++) {
            String sign = signs[random.nextInt(signs.length)];
            StringBuilder made = new StringBuilder();
            while (made.length() < 120) {
                made.append("Oyelaran", 0, 1 + random.nextInt(8)).append(sign);
            }
            String text = made.toString();
            for (int from = 0; from < text.length(); ) {
                int next = NormalText.stretch(text, from, text.length(), MOST);
                boolean inWord = next < text.length()
                        && Character.isLetter(text.charAt(next - 1))
                        && Character.isLetter(text.charAt(next));
                assertThat(inWord && !sign.equals("%"))
                        .as("seed %d, round %d, place %d of %s", seed, round, next, text)
                        .isFalse();
                from = next;
            }
        }
    }

    @Test
    void noPairIsCutWhereThereIsNoBetterPlace() {
        String text = "x" + "\ud83d\ude00".repeat(100);
        for (int at = 0; at < text.length(); ) {
            int next = NormalText.stretch(text, at, text.length(), 10);
            assertThat(next).isGreaterThan(at);
            assertThat(next == text.length() || Character.isHighSurrogate(text.charAt(next)))
                    .isTrue();
            at = next;
        }
    }
}
