package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What stands at any place around the border of a window is found once, over the same span and with the same confidence as
 * in a text of one window. Short windows with the standard overlap keep it quick; one text has the standard ones.
 */
final class WindowBorderTests {
    private static final long SEED = 20_261_123;
    private static final int WINDOW = PatternTier.OVERLAP + (1 << 10);
    private static final int TWO_WINDOWS = 2 * WINDOW - PatternTier.OVERLAP - 2;
    private static final int STANDARD_WINDOW = 1 << 18;

    /** Where a window ends, where the next begins, and where the one stops to count and the other begins to. */
    private static final List<Integer> BORDERS =
            List.of(WINDOW - PatternTier.OVERLAP, WINDOW - PatternTier.OVERLAP / 2, WINDOW);

    private static final PatternTier ONE_WINDOW = PatternTier.standard();
    private static final PatternTier WINDOWS = new PatternTier(BuiltIn.RECOGNIZERS, Limits.STANDARD, WINDOW);

    /** By kind, what fills the text before and behind. */
    private static final Map<String, String> FILLERS = Map.of(
            "prose", "the wheel of the old mill turns slowly in the water and the miller's cat sleeps.\n",
            "a list without blanks", "bolt,washer,hinge,spring,",
            "figures", "12 7 31 5 18 ",
            "one very long line", "aqueduct ");

    private static String filled(String filler, int length) {
        return filler.repeat(length / filler.length() + 1).substring(0, length);
    }

    /** Filler that ends at a whole word or sign of itself, then blanks up to the length, then an empty line. */
    private static String before(String filler, int length) {
        int whole = (length - 2) / filler.length() * filler.length();
        return filler.repeat(whole / filler.length()) + " ".repeat(length - 2 - whole) + "\n\n";
    }

    private static String behind(String filler, int length) {
        return "\n\n" + filled(filler, length);
    }

    /**
     * What follows may add a finding of the same type that overlaps with one of the example alone, never take one away: the
     * digits of the next paragraph may be the rest of a parted number, the sign that fills up base64 a soft line break.
     */
    private static void assertFoundAsAlone(MarkedText example, List<Finding> among) {
        List<Finding> alone = Found.in(example.text());
        assertThat(among)
                .as("%s", example)
                .containsAll(alone)
                .allMatch(one -> alone.stream()
                        .anyMatch(
                                due -> due.type() == one.type() && due.start() < one.end() && due.end() > one.start()));
    }

    @TestFactory
    Stream<DynamicTest> anExampleAtAnyPlaceAroundABorderIsFoundAsInOneWindow() {
        List<MarkedText> examples = RecognizerExamples.found();
        return FILLERS.entrySet().stream()
                .map(filler -> DynamicTest.dynamicTest(filler.getKey(), () -> {
                    List<String> wrong = new ArrayList<>();
                    for (MarkedText example : examples) {
                        PatternTier.Outcome whole = ONE_WINDOW.scan(before(filler.getValue(), WINDOW / 2)
                                + example.text()
                                + behind(filler.getValue(), WINDOW));
                        List<Finding> due = moved(whole.findings(), -WINDOW / 2);
                        assertFoundAsAlone(example, due);
                        for (int border : BORDERS) {
                            int step = filler.getKey().equals("prose") && border == BORDERS.get(1) ? 1 : 7;
                            int first = border - example.text().length() - 2;
                            for (int offset = first; offset <= border + 2; offset += step) {
                                int rest = TWO_WINDOWS - offset - example.text().length();
                                PatternTier.Outcome parted = WINDOWS.scan(before(filler.getValue(), offset)
                                        + example.text()
                                        + behind(filler.getValue(), rest));
                                if (!parted.findings().equals(moved(due, offset))
                                        || !parted.reasons().equals(whole.reasons())) {
                                    wrong.add(example + " at " + offset + " gave " + parted.findings()
                                            + parted.reasons());
                                }
                            }
                        }
                    }
                    assertThat(wrong).isEmpty();
                }));
    }

    private static List<Finding> moved(List<Finding> findings, int by) {
        return findings.stream()
                .map(one -> new Finding(
                        one.type(),
                        one.letter(),
                        one.start() + by,
                        one.end() + by,
                        one.confidence(),
                        one.recognizer(),
                        one.tier()))
                .toList();
    }

    /** Every example at another border of the standard windows, at a place that a seed chooses. */
    @Test
    void everyExampleIsFoundAtABorderOfTheStandardWindows() {
        Random random = new Random(SEED);
        List<MarkedText> examples = RecognizerExamples.found();
        StringBuilder text = new StringBuilder();
        List<Finding> due = new ArrayList<>();
        int border = STANDARD_WINDOW - PatternTier.OVERLAP / 2;
        for (MarkedText example : examples) {
            int offset = border - random.nextInt(example.text().length() + 1);
            text.append(before(FILLERS.get("prose"), offset - text.length()));
            List<Finding> among = Found.in(example.text() + behind(FILLERS.get("prose"), WINDOW));
            assertFoundAsAlone(example, among);
            due.addAll(moved(among, offset));
            text.append(example.text()).append("\n\n");
            border += STANDARD_WINDOW - PatternTier.OVERLAP;
        }
        text.append(filled(FILLERS.get("prose"), STANDARD_WINDOW));
        assertThat(ONE_WINDOW.scan(text.toString()).findings())
                .as("seed %d", SEED)
                .containsExactlyElementsOf(due);
    }

    /** The tier behind this one reads a text stretch by stretch: the units of an example are the same in two of them. */
    @Test
    void anExampleAtAnyPlaceAroundTheEndOfAStretchIsReadAsInOne() {
        int most = 256;
        for (MarkedText example : RecognizerExamples.found()) {
            for (String filler : FILLERS.values()) {
                for (int offset = most / 2 - example.text().length(); offset < most; offset++) {
                    String text = before(filler, Math.max(2, offset)) + example.text() + "\n\n" + filled(filler, most);
                    int end = NormalText.stretch(text, 0, text.length(), most);
                    assertThat(units(text, 0, end) + units(text, end, text.length()))
                            .as("%s at %d", example, offset)
                            .isEqualTo(units(text, 0, text.length()));
                }
            }
        }
    }

    private static String units(String source, int from, int to) {
        NormalText text = NormalText.of(source, from, to);
        return text.slice(0, text.length());
    }
}
