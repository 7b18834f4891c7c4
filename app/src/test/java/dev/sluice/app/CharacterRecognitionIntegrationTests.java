package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code --ocr} changes. Needs tesseract on the PATH, a parser's child process, PostgreSQL and Kafka. */
class CharacterRecognitionIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void scansEndAsExpectedWithIt() throws Exception {
        assumeTesseract();
        List<ExpectedSample> expected = ExpectedSample.withCharacterRecognition();
        assertThat(expected).hasSizeGreaterThan(1);
        List<String> command = Stream.concat(
                        Stream.of("process", "--ocr", "tesseract", "--output", "json"),
                        expected.stream().map(sample -> sample(sample.file())))
                .toList();
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli cli = machine.run(command);
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(cli.lines().stream().map(ExpectedSample::of)).containsExactlyInAnyOrderElementsOf(expected);
            String id = cli.lines().getFirst().get("documentId").stringValue();
            assertThat(machine.run(List.of("document", "show"), id).out()).containsPattern("complete +yes");
        }
    }

    @Test
    void extractAndClassifyReadTheFieldsOfAScan() throws Exception {
        assumeTesseract();
        for (String name : List.of("scanned-form.png", "scanned-form.pdf")) {
            Cli read = Cli.run("extract", "--output", "json", "--ocr", "tesseract", sample(name));
            assertThat(read.code()).as(read.err()).isZero();
            JsonNode line = read.lines().getFirst();
            assertThat(line.get("complete").booleanValue()).as(name).isTrue();
            assertThat(line.get("text").stringValue())
                    .as(name)
                    .contains("PATIENT INTAKE FORM", "Luis Carranza", "12/05/1990", "(503) 555-0156");
        }
        Path in = folder.resolve("in.jsonl");
        Files.writeString(in, "{\"id\":\"1\",\"path\":\"" + sample("scanned-form.png") + "\"}\n");
        Cli without = Cli.run("classify", "--jsonl", in.toString());
        Cli with = Cli.run("classify", "--jsonl", in.toString(), "--ocr", "tesseract");
        assertThat(without.lines().getFirst().get("complete").booleanValue()).isFalse();
        assertThat(without.lines().getFirst().get("findings")).isEmpty();
        assertThat(with.lines().getFirst().get("complete").booleanValue()).isTrue();
        assertThat(with.lines().getFirst().get("cleared").booleanValue()).isFalse();
        assertThat(with.lines().getFirst().get("categories").toString()).contains("PHI", "PII", "HEALTH_INFO");
    }

    @Test
    void aProgramThatIsNotThereIsUsage() {
        Cli cli = Cli.run("extract", "--ocr", "no-such-tesseract", sample("memo.txt"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("--ocr", "no-such-tesseract");
    }

    private static String sample(String name) {
        return TestMachine.root().resolve("samples").resolve(name).toString();
    }

    private static void assumeTesseract() {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "tesseract")));
        assumeTrue(there, "tesseract is not on the PATH");
    }
}
