package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renditions of the samples: no planted value is in any but those that no detector finds in the sample, which are named here.
 * Needs no servers, but the parser's child process.
 */
class RenditionIntegrationTests {
    /** A symptom in words that no list holds. */
    private static final Set<String> NOT_FOUND = Set.of("numbness in both feet as UTF-8");

    @TempDir
    static Path folder;

    static Path lines;

    /** A fixed one: now and then a pseudonym that was drawn is itself found, and its document is refused. */
    static Path key;

    static ValueSearch search;
    static Map<String, JsonNode> classified = new TreeMap<>();

    @BeforeAll
    static void classifyTheSamples() throws Exception {
        search = ValueSearch.planted(false);
        key = Files.createFile(
                folder.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "5a".repeat(32));
        try (Stream<Path> samples = Files.list(TestMachine.root().resolve("samples"))) {
            lines = Files.write(
                    folder.resolve("samples.jsonl"),
                    samples.sorted()
                            .map(file -> JsonMapper.shared()
                                    .writeValueAsString(
                                            Map.of("id", file.getFileName().toString(), "path", file.toString())))
                            .toList());
        }
        Cli.run("classify", "--jsonl", lines.toString()).lines().forEach(line -> classified.put(id(line), line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "strictest", "pseudonym"})
    void noRenditionOfASampleHoldsAPlantedValueThatADetectorFinds(String plan) throws IOException {
        Cli cli = Cli.run(
                "rendition",
                "make",
                lines.toString(),
                "--plan",
                plan,
                "--key-file",
                key.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--maps",
                folder.resolve(plan).toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        List<JsonNode> made = cli.lines();
        assertThat(made).hasSize(classified.size());
        int clear = 0;
        for (JsonNode line : made) {
            JsonNode before = classified.get(id(line));
            boolean whole = before.get("complete").booleanValue()
                    && before.get("exhaustive").booleanValue();
            String state = line.get("state").stringValue();
            assertThat(state.equals("DEGRADED")).as(line.toString()).isEqualTo(!whole);
            assertThat(line.has("text")).as(id(line)).isEqualTo(state.equals("CLEAR"));
            clear += state.equals("CLEAR") ? 1 : 0;
        }
        assertThat(clear).as(cli.out()).isGreaterThan(20);
        assertThat(search.in(cli.out())).isSubsetOf(NOT_FOUND);
        assertThat(search.in(cli.err())).isEmpty();
        try (Stream<Path> maps = Files.list(folder.resolve(plan))) {
            List<Path> files = maps.toList();
            assertThat(files).hasSize(clear);
            for (Path file : files) {
                assertThat(search.in(Files.readAllBytes(file))).isEmpty();
            }
        }
        assertThat(Set.copyOf(made.stream()
                        .filter(line -> line.get("state").stringValue().equals("DEGRADED"))
                        .map(RenditionIntegrationTests::id)
                        .toList()))
                .contains("encrypted.pdf", "truncated.docx", "scanned-form.png", "zip-bomb.zip", "empty.txt");
    }

    private static String id(JsonNode line) {
        return line.get("id").stringValue();
    }
}
