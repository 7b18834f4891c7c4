package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What opens something or tells who it is without a form of its own: passwords and codes, plates, names in paths, addresses
 * at reserved domains. One line an example in {@code access-found.txt} and {@code access-passed.txt}; all invented.
 */
final class AccessTests {
    private record Line(FindingType type, String text) {
        static Line of(String line) {
            int space = line.indexOf(' ');
            return new Line(
                    FindingType.valueOf(line.substring(0, space)),
                    line.substring(space + 1).replace("\\n", "\n"));
        }
    }

    private static List<Line> lines(String file) {
        try (InputStream in = AccessTests.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }

    static List<Line> found() {
        return lines("access-found.txt");
    }

    static List<Line> passed() {
        return lines("access-passed.txt");
    }

    @ParameterizedTest
    @MethodSource("found")
    void theMarkedSpanIsFound(Line line) {
        assertThat(Found.marked(line.text(), line.type()))
                .as("%s, found %s", line, Found.in(line.text().replace("«", "").replace("»", "")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("passed")
    void whatOnlyLooksAlikeIsPassed(Line line) {
        assertThat(Found.in(line.text())).as("%s", line).noneMatch(finding -> finding.type() == line.type());
    }
}
