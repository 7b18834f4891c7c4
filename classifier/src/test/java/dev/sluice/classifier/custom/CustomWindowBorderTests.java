package dev.sluice.classifier.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Checksum;
import dev.sluice.classifier.pattern.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at any place around the border of a window is found once and as in a text of one window. */
final class CustomWindowBorderTests {
    private static final int WINDOW = CustomTier.OVERLAP + (1 << 10);
    private static final List<Integer> BORDERS =
            List.of(WINDOW - CustomTier.OVERLAP, WINDOW - CustomTier.OVERLAP / 2, WINDOW);

    private static final List<CustomRecognizer> RECOGNIZERS = List.of(
            recognizer("staff", "HX-\\d{5}", Optional.empty(), Optional.empty()),
            recognizer("study", "\\d{2}-\\d{4}", Optional.of(List.of("subject")), Optional.empty()),
            recognizer("checked", "\\d{4}( ?\\d{4}){2}", Optional.empty(), Optional.of(Checksum.LUHN)),
            recognizer("long", "LOT( [A-Z]\\d{2}){1,20}", Optional.empty(), Optional.empty()));
    private static final WordList LIST =
            WordList.of("projects", FindingType.CONFIDENTIALITY, 0.9, Map.of(1, "Project Halcyon Reef"));

    /** Each holds one value. */
    private static final List<String> EXAMPLES = List.of(
            "HX-20417",
            "subject one two three 31-0452",
            "31-0452 was the number of the subject",
            "7012 3456 7892",
            "LOT" + " K42".repeat(20),
            "project  halcyon-\nreef",
            "HX&#45;204\u00ad17");

    private static final CustomTier ONE_WINDOW = new CustomTier(RECOGNIZERS, List.of(LIST));
    private static final CustomTier WINDOWS = new CustomTier(RECOGNIZERS, List.of(LIST), Limits.STANDARD, WINDOW);

    private static CustomRecognizer recognizer(
            String name, String pattern, Optional<List<String>> context, Optional<Checksum> checksum) {
        return CustomRecognizer.of(
                name,
                FindingType.IDENTIFIER,
                pattern,
                true,
                context.map(words -> ContextWords.of(words, 8)),
                checksum,
                0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"the wheel turns slowly in the water.\n", "bolt,washer,hinge,", "12 7 31 5 18 ", "aqueduct "})
    void anExampleAtAnyPlaceAroundABorderIsFoundAsInOneWindow(String filler) {
        List<String> wrong = new ArrayList<>();
        String after = "\n\n" + filler.repeat(WINDOW / 2 / filler.length());
        for (String example : EXAMPLES) {
            for (int border : BORDERS) {
                for (int offset = border - example.length() - 2; offset <= border + 2; offset++) {
                    int fillers = (offset - 2) / filler.length();
                    String blanks = " ".repeat(offset - 2 - fillers * filler.length());
                    String text = filler.repeat(fillers) + blanks + "\n\n" + example + after;
                    CustomTier.Outcome parted = WINDOWS.scan(text);
                    CustomTier.Outcome whole = ONE_WINDOW.scan(text);
                    if (parted.findings().size() != 1
                            || !parted.findings().equals(whole.findings())
                            || !parted.reasons().equals(whole.reasons())) {
                        wrong.add(example + " at " + offset + " gave " + parted.findings() + " and in one window "
                                + whole.findings());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A value under a column's head or in a named segment that begins windows ago. */
    @ParameterizedTest
    @ValueSource(strings = {"arm,subject,dose\n", "[sheet/1 | Subject list]\nB,zz,five milligrams\n"})
    void aHeadReachesOverWindows(String head) {
        String row = "B,zz,five milligrams of it\n";
        Stream.of(WINDOW - CustomTier.OVERLAP / 2, 2 * WINDOW - CustomTier.OVERLAP)
                .forEach(border -> {
                    for (int offset = border - 12; offset <= border + 4; offset++) {
                        int rows = (offset - head.length() - 60) / row.length();
                        String start = head + row.repeat(rows);
                        String text = start
                                + "y".repeat(offset - start.length() - 3)
                                + "\nB,31-0452,5\n"
                                + row.repeat(WINDOW / 2 / row.length());
                        assertThat(WINDOWS.scan(text).findings())
                                .as("offset %d", offset)
                                .hasSize(1)
                                .isEqualTo(ONE_WINDOW.scan(text).findings());
                    }
                });
    }
}
