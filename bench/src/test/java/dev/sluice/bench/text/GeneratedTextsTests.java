package dev.sluice.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedTextsTests {
    private static final long SEED = 7;

    @ParameterizedTest
    @EnumSource
    void theSameSeedMakesTheSameTextsAndAnotherSeedOthers(GeneratedTexts kind) {
        List<String> texts = kind.make(SEED, 30_000);
        assertThat(kind.make(SEED, 30_000)).isEqualTo(texts);
        assertThat(kind.make(SEED + 1, 30_000)).doesNotContainAnyElementsOf(texts);
    }

    @ParameterizedTest
    @EnumSource
    void aSetHasTheBytesAskedForInAsciiWithEveryPlaceFilled(GeneratedTexts kind) {
        List<String> texts = kind.make(SEED, 50_000);
        assertThat(texts.stream().mapToInt(String::length).sum()).isBetween(50_000, 70_000);
        assertThat(texts)
                .allSatisfy(text -> assertThat(text).matches("[\\n\\t -~]+").doesNotContain("{", "}"));
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceOfEverySentenceIsKnown(GeneratedTexts kind) {
        // Drawn often enough that each sentence comes; an unknown place throws.
        assertThat(kind.make(SEED + 2, 400_000)).isNotEmpty();
    }

    @Test
    void figuresAreTwoFifthsDigits() {
        String figures = String.join("", GeneratedTexts.DIGITS.make(SEED, 100_000));
        assertThat((double) figures.chars().filter(Character::isDigit).count() / figures.length())
                .isBetween(0.35, 0.65);
    }

    @Test
    void lettersAndCircularsHaveTenThousandBytes() {
        assertThat(GeneratedTexts.LETTERS.make(SEED, 200_000))
                .allSatisfy(letter -> assertThat(letter).hasSize(10_000).contains("date of birth"));
        assertThat(GeneratedTexts.CIRCULARS.make(SEED, 200_000))
                .allSatisfy(circular -> assertThat(circular).hasSize(10_000));
    }

    @Test
    void thePatternsDecideEveryLetter() {
        Function<String, Subject.Answer> routing = Subject.EARLY.open();
        assertThat(GeneratedTexts.LETTERS.make(SEED, 100_000))
                .allSatisfy(letter -> assertThat(routing.apply(letter).early()).isTrue());
    }

    @Test
    void aTextThatGrowsHasItsLengthAndGoesOnAsItBegan() {
        String text = Documents.growing(SEED, 20_000);
        assertThat(text).hasSize(20_000);
        assertThat(Documents.growing(SEED, 5_000)).isEqualTo(text.substring(0, 5_000));
    }

    @Test
    void aSetIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
        TextSet set = new TextSet("odd", List.of("plain", "line\nends \"quoted\"", "f\u00fcnf \ud83d\ude00"));
        set.write(folder, "NONE");
        assertThat(TextSet.read(folder, "odd")).isEqualTo(set);
        assertThat(set.bytes()).isEqualTo(5 + 18 + 10);
    }

    @Test
    void aSampleIsDrawnFromWholeDocumentsBySeed(@TempDir Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append("{\"id\":\"")
                    .append(i)
                    .append("\",\"text\":\"document ")
                    .append(i)
                    .append("\"}\n");
        }
        lines.append("{\"id\":\"long\",\"text\":\"").append("x".repeat(500)).append("\"}\n");
        Files.writeString(folder.resolve("one.jsonl"), lines);
        List<String> drawn = CorpusSample.draw(folder, List.of("one"), SEED, 100, 400);
        assertThat(drawn).hasSizeBetween(9, 11).allMatch(text -> text.matches("document \\d+"));
        assertThat(CorpusSample.draw(folder, List.of("one"), SEED, 100, 400)).isEqualTo(drawn);
        assertThat(CorpusSample.draw(folder, List.of("one"), SEED + 1, 100, 400))
                .isNotEqualTo(drawn);
    }
}
