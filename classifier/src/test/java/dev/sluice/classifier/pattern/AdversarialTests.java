package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values in disguise are found by the patterns alone, or the document is held; ordinary text of the same manner is not.
 * {@code docs/adversarial.md} has the figures, which these tests compute again.
 */
final class AdversarialTests {
    private static final long SEED = 2026;
    private static final int DOCUMENTS = 90;
    private static final int CLEAN_DOCUMENTS = 20;
    /** Letters of a label stand by chance in some pictures. */
    private static final int MOST_HELD_OF_A_STYLE = 4;

    private static final Path TABLE = Path.of("..", "docs", "adversarial.md");

    /** What became of the documents of one family. */
    private record Count(String family, int documents, int found, int degraded, int passed) {
        String row() {
            return "| %s | %d | %d | %d | %d |".formatted(family, documents, found, degraded, passed);
        }
    }

    private static List<Disguise> families() {
        List<Disguise> families = new ArrayList<>(Disguise.all());
        families.add(new Disguise("pairs of disguises", Disguise.ALL, AdversarialTests::pair));
        return families;
    }

    /** One disguise of letters or layout, and the outcome as a format or program writes it. */
    private static String pair(String value, Random random) {
        List<String> inner = List.of(
                "Cyrillic look-alikes",
                "full-width",
                "enclosed letters",
                "superscripts",
                "combining marks",
                "direction marks",
                "leetspeak",
                "labelled ROT13",
                "reversed",
                "base64");
        List<String> outer = List.of(
                "base64",
                "base64url",
                "hexadecimal",
                "percent encoding",
                "quoted-printable",
                "HTML entities",
                "unicode escapes",
                "gzip in base64");
        return named(outer, random).hide(named(inner, random).hide(value, random), random);
    }

    private static Disguise.Way named(List<String> names, Random random) {
        String name = PlainDocument.pick(names, random);
        return Disguise.all().stream()
                .filter(disguise -> disguise.family().equals(name))
                .findFirst()
                .orElseThrow()
                .way();
    }

    private static Count count(Disguise disguise) {
        int documents = 0;
        int found = 0;
        int degraded = 0;
        for (PlainDocument.Kind kind : disguise.kinds()) {
            Random random = new Random(SEED + kind.ordinal());
            for (int i = 0; i < DOCUMENTS / disguise.kinds().size(); i++) {
                PatternTier.Outcome outcome = Found.outcome(disguise.document(PlainDocument.of(kind, random), random));
                documents++;
                if (Category.of(outcome.findings()).contains(kind.due())) {
                    found++;
                } else if (!outcome.reasons().isEmpty()) {
                    degraded++;
                }
            }
        }
        return new Count(disguise.family(), documents, found, degraded, documents - found - degraded);
    }

    @TestFactory
    List<DynamicTest> fourOfFiveDisguisedValuesAreFoundAndTheRestIsCounted() throws IOException {
        List<String> table = Files.readAllLines(TABLE);
        List<DynamicTest> tests = new ArrayList<>();
        for (Disguise family : families()) {
            tests.add(DynamicTest.dynamicTest(family.family(), () -> {
                Count count = count(family);
                assertThat(count.found() * 100)
                        .as("seed %d, %s", SEED, count.row())
                        .isGreaterThanOrEqualTo(80 * count.documents());
                assertThat(table).as("seed %d, the table of %s", SEED, TABLE).contains(count.row());
            }));
        }
        return tests;
    }

    @Test
    void theTableNamesNoOtherFamilies() throws IOException {
        List<String> rows = Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| .* \\| \\d+ \\| \\d+ \\| \\d+ \\| \\d+ \\|"))
                .toList();
        assertThat(rows).hasSameSizeAs(families());
    }

    @Test
    void ordinaryTextOfTheSameMannersIsSeldomHeld() {
        int documents = 0;
        Map<String, Integer> held = new TreeMap<>();
        for (Map.Entry<String, Function<Random, String>> style :
                CleanTexts.styles().entrySet()) {
            for (int i = 0; i < CLEAN_DOCUMENTS; i++) {
                documents++;
                if (isHeld(Found.outcome(style.getValue().apply(new Random(SEED + i))))) {
                    held.merge(style.getKey(), 1, Integer::sum);
                }
            }
        }
        assertThat(held.values().stream().mapToInt(Integer::intValue).sum() * 10)
                .as("seed %d, %s of %d", SEED, held, documents)
                .isLessThanOrEqualTo(documents);
        assertThat(held.values())
                .as("seed %d, %s", SEED, held)
                .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(MOST_HELD_OF_A_STYLE));
    }

    private static boolean isHeld(PatternTier.Outcome outcome) {
        return !outcome.reasons().isEmpty()
                || Category.of(outcome.findings()).stream().anyMatch(category -> category != Category.HEALTH_INFO);
    }

    @ParameterizedTest
    @EnumSource(PlainDocument.Kind.class)
    void whatIsToBeFoundIsTheValueAndNotTheSentence(PlainDocument.Kind kind) {
        Random random = new Random(SEED);
        for (int i = 0; i < DOCUMENTS; i++) {
            PlainDocument plain = PlainDocument.of(kind, random);
            assertThat(Category.of(Found.in(plain.text())))
                    .as("seed %d round %d", SEED, i)
                    .contains(kind.due());
            PatternTier.Outcome without = Found.outcome(plain.before() + "nothing" + plain.after());
            assertThat(without.findings()).isEmpty();
            assertThat(without.reasons()).isEmpty();
        }
    }
}
