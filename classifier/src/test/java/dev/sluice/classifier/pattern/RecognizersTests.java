package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One line an example in {@code found.csv} and {@code passed.csv}; all invented. */
final class RecognizersTests {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "found.csv", delimiter = ';', maxCharsPerColumn = 2000)
    void findsTheMarkedSpan(FindingType type, String marked) {
        String text = unescaped(marked);
        assertThat(Found.marked(text, type))
                .as(
                        "%s in %s, found %s",
                        type, text, Found.in(text.replace("«", "").replace("»", "")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "passed.csv", delimiter = ';', maxCharsPerColumn = 2000)
    void passesWhatOnlyLooksAlike(FindingType type, String text) {
        assertThat(Found.in(unescaped(text))).as("%s in %s", type, text).noneMatch(finding -> finding.type() == type);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }
}
