package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** The lines of {@code recognizers.csv}: of each recognizer by its name what it finds and what it leaves alone. */
final class RecognizerExamples {
    enum Outcome {
        /** It finds the marked span. */
        FOUND,
        /** It finds the marked span, whose check digits show every other digit in its place to be wrong. */
        CHECKED,
        /** It finds nothing of the type. */
        PASSED
    }

    /** One line; {@code text} has its marks. */
    record Example(String recognizer, Outcome outcome, FindingType type, String text) {
        MarkedText marked() {
            return MarkedText.of(type, text);
        }
    }

    static final List<Example> ALL = MarkedText.lines("recognizers.csv", 4).stream()
            .map(fields -> new Example(
                    fields.get(0), Outcome.valueOf(fields.get(1)), FindingType.valueOf(fields.get(2)), fields.get(3)))
            .toList();

    private RecognizerExamples() {}

    /** What is to be found, of every recognizer. */
    static List<MarkedText> found() {
        return ALL.stream()
                .filter(example -> example.outcome() != Outcome.PASSED)
                .map(Example::marked)
                .toList();
    }
}
