package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/renditions.md} says of every action and every reason what it is, and its examples hold. */
final class RenditionPageTests {
    private static final List<String> PAGE = page();

    private static List<String> page() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "renditions.md"));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading docs/renditions.md", e);
        }
    }

    /** The cells of all rows that have so many. */
    private static Stream<List<String>> rows(int cells) {
        return PAGE.stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(
                                line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .filter(row -> row.size() == cells);
    }

    @Test
    void everyActionHasItsRow() {
        assertThat(rows(3).map(List::getFirst))
                .containsExactly(
                        Arrays.stream(Action.values()).map(Action::name).toArray(String[]::new));
    }

    @Test
    void everyReasonHasItsRow() {
        assertThat(rows(2).map(List::getFirst))
                .containsExactly(Arrays.stream(StillSensitive.Reason.values())
                        .map(StillSensitive.Reason::name)
                        .toArray(String[]::new));
    }

    @Test
    void theLimitsAreThoseOfTheCode() {
        RenditionLimits limits = RenditionLimits.STANDARD;
        assertThat(String.join(" ", PAGE))
                .contains(String.format(
                        Locale.ROOT,
                        "%d minutes, %,d UTF-16 units and %d rounds",
                        limits.time().toMinutes(),
                        limits.length(),
                        limits.rounds()));
    }

    static Stream<List<String>> examples() {
        return rows(4);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsWhatIsWritten(List<String> row) {
        String written = Rendering.words(row.get(1), FindingType.valueOf(row.get(0)), Action.valueOf(row.get(2)));
        assertThat(written).isEqualTo(row.get(3));
    }

    @Test
    void theStandardPlanIsWhatThePageSays() {
        RenditionPlan plan = RenditionPlan.standard();
        for (FindingType type : FindingType.values()) {
            Action expected = switch (type) {
                case POSTAL_CODE, AGE_OVER_89, DATE, DATE_OF_BIRTH -> Action.GENERALISE;
                case SECRET, CARD_SECURITY -> Action.MASK;
                case HEALTH -> Action.KEEP;
                case LEGAL_PRIVILEGE, EXPORT_CONTROL, CONFIDENTIALITY, CLINICAL_RECORD, FINANCIAL -> Action.WITHHOLD;
                default -> Action.PLACEHOLDER;
            };
            assertThat(plan.action(type)).as(type.name()).isEqualTo(expected);
        }
        assertThat(RenditionPlan.strictest().actions().values()).containsOnly(Action.MASK, Action.WITHHOLD);
    }

    @Test
    void thePseudonymPlanIsWhatThePageSays() {
        RenditionPlan plan = RenditionPlan.pseudonym();
        for (FindingType type : FindingType.values()) {
            Action expected = switch (type) {
                case DATE, DATE_OF_BIRTH -> Action.SHIFT_DATE;
                case PHONE, FAX, SSN, NATIONAL_ID, TAX_ID, PASSPORT, CARD, IBAN, ROUTING_NUMBER ->
                    Action.FORMAT_PRESERVING;
                default -> {
                    Action standard = RenditionPlan.standard().action(type);
                    yield standard == Action.PLACEHOLDER ? Action.PSEUDONYM : standard;
                }
            };
            assertThat(plan.action(type)).as(type.name()).isEqualTo(expected);
        }
        assertThat(plan.action(FindingType.PERSON)).isEqualTo(Action.PSEUDONYM);
        assertThat(plan.action(FindingType.POSTAL_CODE)).isEqualTo(Action.GENERALISE);
        assertThat(plan.action(FindingType.SECRET)).isEqualTo(Action.MASK);
    }
}
