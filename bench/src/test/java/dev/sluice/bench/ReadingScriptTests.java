package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scripts behind {@code make reading}, as far as that goes without measuring anything. */
class ReadingScriptTests {
    private static final Path BENCH = Path.of(System.getProperty("sluice.root"), "bench");
    private static final String PASSES = """
            def one(documents, seconds, failures=0, digest='a', parent=100, children=300):
                return dict(documents=documents, passes=2, bytes=10 * documents, wallNanos=seconds * 1e9, cpuNanos=seconds * 2e9,
                    characters=100, failures=failures, digest=digest, parentBytes=parent * 10**6, childrenBytes=children * 10**6,
                    peakBytes=500 * 10**6)
            """;

    @Test
    void theReportIsThatOfItsFigures() throws IOException, InterruptedException {
        Path figures = BENCH.resolve("reports/reading-speed.json");
        assertThat(python(BENCH.resolve("reading").toString(), "--render", figures.toString()))
                .isEqualTo(Files.readString(BENCH.resolve("reports/reading-speed.md")));
    }

    @Test
    void aRatioIsTheMedianOfTheRounds() throws IOException, InterruptedException {
        // 50, 40 and 30 documents a second against 100, 50 and 50.
        JsonNode found = evaluated("""
                ratios.ratio([one(100, 2), one(80, 2), one(60, 2)], [one(100, 1), one(50, 1), one(100, 2)])
                """);
        assertThat(found.get("median").asDouble()).isEqualTo(0.6);
        assertThat(found.get("least").asDouble()).isEqualTo(0.5);
        assertThat(found.get("most").asDouble()).isEqualTo(0.8);
    }

    @Test
    void speedIsOfDocumentsAndOfBytes() throws IOException, InterruptedException {
        JsonNode found = evaluated("ratios.speed([one(100_000, 2), one(100_000, 4)])");
        assertThat(found.get("documentsPerSecond").asDouble()).isEqualTo(37_500);
        assertThat(found.get("megabytesPerSecond").asDouble()).isEqualTo(0.375);
        assertThat(found.get("coresBusy").asDouble()).isEqualTo(2);
    }

    @Test
    void aDocumentThatWasNotReadMakesTheGoalMissed() throws IOException, InterruptedException {
        String results = "{'tika': {'mixed': [one(100, 1)]}, 'extraction': {'mixed': [one(100, 1, failures=%d)]}}";
        assertThat(goalMet(results.formatted(0))).isTrue();
        assertThat(goalMet(results.formatted(1))).isFalse();
        assertThat(text("report._failures(runs.summary(" + results.formatted(3) + "))"))
                .contains("extraction, mixed: 3")
                .contains("no ratio counts");
    }

    @Test
    void readersOfOtherBytesAreNotCompared() throws IOException, InterruptedException {
        assertThat(goalMet("{'tika': {'mixed': [one(100, 1)]}, 'extraction': {'mixed': [one(100, 1, digest='b')]}}"))
                .isFalse();
    }

    @Test
    void aRatioBelowTheGoalMissesIt() throws IOException, InterruptedException {
        assertThat(goalMet("{'tika': {'mixed': [one(100, 0.79)]}, 'extraction': {'mixed': [one(100, 1)]}}"))
                .isFalse();
        assertThat(goalMet("{'tika': {'mixed': [one(100, 0.8)]}, 'extraction': {'mixed': [one(100, 1)]}}"))
                .isTrue();
    }

    @Test
    void memoryThatStaysIsFlatAndMemoryThatGrowsIsNot() throws IOException, InterruptedException {
        // 400 documents in 4 seconds each: an hour holds 360,000.
        JsonNode flat = evaluated("ratios.memory([one(400, 4, children=300 + i % 3) for i in range(20)])");
        assertThat(flat.get("documents").asInt()).isEqualTo(8_000);
        assertThat(flat.get("documentsPerSecond").asDouble()).isEqualTo(100);
        assertThat(flat.get("shareOfAnHour").asDouble()).isEqualTo(0.0222);
        assertThat(flat.get("flat").asBoolean()).isTrue();
        // Twenty kilobytes a document.
        JsonNode growing = evaluated("ratios.memory([one(400, 4, children=300 + 8 * i) for i in range(20)])");
        assertThat(growing.get("bytesPerThousandDocuments").asLong()).isEqualTo(20_000_000);
        assertThat(growing.get("beginning").get("childrenBytes").asLong()).isEqualTo(308_000_000);
        assertThat(growing.get("end").get("childrenBytes").asLong()).isEqualTo(444_000_000);
        // 536 MB beside 456; 7,200 MB in an hour.
        assertThat(growing.get("lastBesideSecondQuarter").asDouble()).isEqualTo(1.18);
        assertThat(growing.get("growthInAnHour").asDouble()).isEqualTo(15.8);
        assertThat(growing.get("flat").asBoolean()).isFalse();
    }

    @Test
    void theSamplesThatAreReadAreThoseOfTheTable() throws IOException, InterruptedException {
        String names = text("[file.name for file in documents.whole_samples(documents.build.ROOT / 'samples')]");
        assertThat(names)
                .contains("memo.txt", "clinic-letter.pdf", "nested.zip")
                .doesNotContain("encrypted.pdf", "truncated.docx", "zip-bomb.zip", "scanned-form.png", "empty.txt");
    }

    private static boolean goalMet(String results) throws IOException, InterruptedException {
        return evaluated("report.goals({'mixed': runs.summary(" + results + ")})[0]['met']")
                .asBoolean();
    }

    private static String text(String expression) throws IOException, InterruptedException {
        return evaluated(expression).toString();
    }

    private static JsonNode evaluated(String expression) throws IOException, InterruptedException {
        String program = "import sys\nsys.path += ['" + BENCH.resolve("reading") + "', '" + BENCH.resolve("speed")
                + "']\nimport json, documents, ratios, runs, report\n" + PASSES + "print(json.dumps("
                + expression.strip() + "))\n";
        return JsonMapper.shared().readTree(python("-c", program));
    }

    private static String python(String... arguments) throws IOException, InterruptedException {
        // -B leaves no compiled files in the sources.
        List<String> command =
                Stream.concat(Stream.of("python3", "-B"), Stream.of(arguments)).toList();
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is not on this machine");
            throw e;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return printed;
    }
}
