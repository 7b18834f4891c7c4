package dev.sluice.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both sides over generated documents: they read the same, and both read all of it. */
class ReadersTests {
    private static final Path SAMPLES = Path.of(System.getProperty("sluice.root"), "samples");

    @TempDir
    private Path folder;

    @Test
    void bothReadEveryGeneratedDocumentOfTheSameBytes() throws Exception {
        MakeDocuments.main(new String[] {folder.toString(), "7", "2"});
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).hasSize(14);
        list(files);

        JsonNode bare;
        JsonNode ours;
        try (BareTika tika = new BareTika();
                SluiceExtraction sluice = new SluiceExtraction()) {
            bare = pass(new Passes(tika, 2)::run, Set::of);
            ours = pass(new Passes(sluice, 2)::run, sluice::children);
        }

        assertThat(bare.get("digest").asString()).hasSize(64);
        assertThat(ours.get("digest")).isEqualTo(bare.get("digest"));
        for (JsonNode side : List.of(bare, ours)) {
            assertThat(side.get("documents").asInt()).isEqualTo(14);
            assertThat(side.get("failures").asInt()).isZero();
            assertThat(side.get("bytes").asLong())
                    .isEqualTo(files.stream()
                            .mapToLong(file -> file.toFile().length())
                            .sum());
            assertThat(side.get("wallNanos").asLong()).isPositive();
            assertThat(side.get("parentBytes").asLong()).isPositive();
        }
        assertThat(ours.get("characters").asLong())
                .isGreaterThanOrEqualTo(bare.get("characters").asLong());
        assertThat(ours.get("children").asInt()).isPositive();
        // What reads is a Java process, and not the few bytes of what gives it its namespaces.
        assertThat(ours.get("childrenBytes").asLong()).isGreaterThan(40_000_000);
        assertThat(ours.get("childOptions").toString()).contains("-XX:+UseSerialGC");
    }

    @Test
    void whatOneSideCannotReadIsAFailureOfThatSideInItsPlace() throws Exception {
        list(List.of(
                SAMPLES.resolve("memo.txt"),
                SAMPLES.resolve("encrypted.pdf"),
                SAMPLES.resolve("scanned-form.pdf"),
                SAMPLES.resolve("opening-hours.pdf")));
        JsonNode bare;
        JsonNode ours;
        try (BareTika tika = new BareTika();
                SluiceExtraction sluice = new SluiceExtraction()) {
            bare = pass(new Passes(tika, 1)::run, Set::of);
            ours = pass(new Passes(sluice, 1)::run, sluice::children);
        }

        assertThat(bare.get("failed").toString()).isEqualTo("[1,2]");
        assertThat(ours.get("failed").toString()).isEqualTo("[1,2]");
        assertThat(ours.get("failures").asInt()).isEqualTo(2);
    }

    @Test
    void anotherByteIsAnotherSet() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one");
        list(List.of(file));
        String before = DocumentSet.read(folder, "all").digest();
        Files.writeString(file, "two");

        assertThat(DocumentSet.read(folder, "all").digest()).isNotEqualTo(before);
    }

    @Test
    void aSetWithAFileThatIsGoneIsNone() throws IOException {
        list(List.of(SAMPLES.resolve("memo.txt"), folder.resolve("gone.txt")));

        assertThatThrownBy(() -> DocumentSet.read(folder, "all")).isInstanceOf(IOException.class);
    }

    private void list(List<Path> files) throws IOException {
        Files.write(
                folder.resolve("all.list"), files.stream().map(Path::toString).toList());
    }

    private JsonNode pass(ReadingPeerMain.Measured measured, Supplier<Set<Long>> children) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReadingPeerMain(
                        measured,
                        new ProcessTree(Set::of),
                        children,
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .serve(new BufferedReader(new StringReader("pass all 0\nend\n")));
        List<JsonNode> answers = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(answers).hasSize(3);
        assertThat(answers.getFirst().get("ready").asBoolean()).isTrue();
        return answers.get(1);
    }
}
