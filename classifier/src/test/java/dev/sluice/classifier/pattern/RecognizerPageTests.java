package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Detector;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/recognizers.md} says of every recognizer and every scheme of numbers what it does, and of no other. */
final class RecognizerPageTests {
    private static final List<String> FIELDS =
            List.of("- Type: ", "- Rule: ", "- Check: ", "- Context: ", "- Example: ", "- Weakness: ");
    private static final Pattern SECTION = Pattern.compile("## `([^`]+)`");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (\\w+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| `([^`]+)` \\|");

    private static final Classifier CLASSIFIER = Classifier.standard();

    private record Row(String scheme, String type, String needs, String example) {}

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "recognizers.md"));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading docs/recognizers.md", e);
        }
    }

    private static Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines()) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                current = new ArrayList<>();
                assertThat(sections.put(section.group(1), current))
                        .as("a second section of %s", section.group(1))
                        .isNull();
            }
            current.add(line);
        }
        return sections;
    }

    static List<Row> rows() {
        return lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(2), row.group(5), row.group(6)))
                .toList();
    }

    static List<String> names() {
        return CLASSIFIER.detectors().detectors().stream().map(Detector::name).toList();
    }

    @Test
    void everyRecognizerHasItsSectionAndNoneIsStale() {
        assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSectionIsWhole(String name) {
        List<String> section = sections().get(name);
        assertThat(section).isNotNull();
        for (String field : FIELDS) {
            assertThat(section)
                    .as("%s of %s", field, name)
                    .anyMatch(line -> line.startsWith(field) && line.length() > field.length() + 3);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theExampleIsFoundByItsRecognizer(String name) {
        String line = sections().get(name).stream()
                .filter(field -> field.startsWith("- Example: "))
                .findFirst()
                .orElseThrow();
        String example =
                line.substring(line.indexOf('`') + 1, line.lastIndexOf('`')).replace("\\n", "\n");
        assertThat(
                        name.equals("token-classifier")
                                ? CLASSIFIER.classify(DocumentText.of(example)).findings()
                                : Found.in(example))
                .as(example)
                .extracting(Finding::recognizer)
                .contains(name);
    }

    @Test
    void everySchemeHasItsRow() {
        assertThat(rows().stream().map(Row::scheme))
                .containsExactlyInAnyOrderElementsOf(NumberSchemes.ALL.stream()
                        .map(NumberScheme::name)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowSaysWhatItsSchemeDoes(Row row) {
        NumberScheme scheme = NumberSchemes.ALL.stream()
                .filter(known -> known.name().equals(row.scheme()))
                .findFirst()
                .orElseThrow();
        String needs = switch (scheme.alone()) {
            case NEVER -> "a label";
            case GROUPED -> "a label, or its own separators";
            case ALWAYS -> "none";
        };
        assertThat(row.type()).isEqualTo(scheme.type().name());
        assertThat(row.needs()).isEqualTo(needs);
        assertThat(Found.in(row.example()))
                .as(row.example())
                .extracting(Finding::recognizer)
                .containsAnyOf("national-number", "code-shape");
    }
}
