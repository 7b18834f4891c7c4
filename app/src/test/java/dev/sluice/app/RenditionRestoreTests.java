package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way back: {@code rendition make --maps} and {@code rendition restore}. Needs no servers. */
class RenditionRestoreTests {
    private static final String LETTER = """
            Patient: Ngozi Okafor
            MRN: 44719923
            Phone: 212-555-0147
            Seen for asthma by Dr. Lindqvist.
            """;

    @TempDir
    Path folder;

    private static String line(String id, String text) {
        return JsonMapper.shared().writeValueAsString(Map.of("id", id, "text", text));
    }

    private List<JsonNode> make(List<String> lines, String... options) throws Exception {
        Path in = Files.write(folder.resolve("in.jsonl"), lines);
        List<String> command = new ArrayList<>(
                List.of("rendition", "make", in.toString(), "--data", data().toString(), "--maps", maps().toString()));
        command.addAll(List.of(options));
        Cli cli = Cli.run(command);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli.lines();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path maps() {
        return folder.resolve("maps");
    }

    private Cli restore(Path map, String answer) throws Exception {
        Path file = Files.writeString(folder.resolve("answer.txt"), answer);
        return Cli.run("rendition", "restore", "--map", map.toString(), file.toString(), "--data", data().toString());
    }

    private static void assertRefused(Cli cli, String why) {
        assertThat(cli.code()).as(cli.err()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("--map", why).doesNotContain("Okafor");
    }

    @Test
    void valuesComeBackIntoAnAnswerAndWhatStandsForNothingIsNamedByItsPlace() throws Exception {
        JsonNode made = make(List.of(line("letter", LETTER))).getFirst();
        assertThat(made.propertyNames()).containsExactly("id", "state", "text", "categories", "replaced", "map");
        assertThat(made.get("map").stringValue()).isEqualTo("letter.map");
        String answer = "\uD83D\uDE00 [PERSON 9] or [PERSON 1] is called at [phone 1]; [MRN 7].";
        Cli cli = restore(maps().resolve("letter.map"), answer);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo("\uD83D\uDE00 [PERSON 9] or Ngozi Okafor is called at 212-555-0147; [MRN 7].");
        assertThat(cli.err().lines())
                .containsExactly(
                        "the placeholder at 2 to 12 stands for nothing",
                        "the placeholder at 51 to 58 stands for nothing",
                        "2 replaced, 2 stand for nothing");
        assertThat(restore(maps().resolve("letter.map"), made.get("text").stringValue())
                        .out())
                .isEqualTo(LETTER);
    }

    @Test
    void surrogatesComeBackToo() throws Exception {
        JsonNode made =
                make(List.of(line("letter", LETTER)), "--plan", "pseudonym").getFirst();
        String text = made.get("text").stringValue();
        assertThat(text).doesNotContain("Okafor", "44719923", "Lindqvist", "555-0147");
        assertThat(restore(maps().resolve("letter.map"), text).out()).isEqualTo(LETTER);
    }

    @Test
    void theAnswerMayComeFromStandardInput() throws Exception {
        make(List.of(line("letter", LETTER)));
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("To [PERSON 1]".getBytes(StandardCharsets.UTF_8)));
            Cli cli = Cli.run(
                    "rendition",
                    "restore",
                    "--map",
                    maps().resolve("letter.map").toString(),
                    "--data",
                    data().toString());
            assertThat(cli.out()).isEqualTo("To Ngozi Okafor");
            assertThat(cli.err().strip()).isEqualTo("1 replaced, 0 stand for nothing");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aMapIsSealedAndPrivateAndStaysInItsFolder() throws Exception {
        List<String> ids = List.of("../../escaped", "/tmp/escaped", "..", "a/b", "a%2Fb", "a b", "x".repeat(500), "é");
        List<JsonNode> made = make(ids.stream().map(id -> line(id, LETTER)).toList());
        assertThat(made).allMatch(one -> one.get("state").stringValue().equals("CLEAR"));
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(file -> file.toString().endsWith(".map")))
                    .hasSize(ids.size())
                    .allSatisfy(file -> {
                        assertThat(file.getParent()).isEqualTo(maps());
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                .isEqualTo("rw-------");
                        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                .doesNotContain("Okafor", "44719923", "PERSON");
                    });
        }
        for (JsonNode one : made) {
            Cli cli = restore(maps().resolve(one.get("map").stringValue()), "[PERSON 1]");
            assertThat(cli.out()).as(cli.err()).isEqualTo("Ngozi Okafor");
        }
    }

    @Test
    void aMapThatWasAlteredOrRenamedIsRefused() throws Exception {
        make(List.of(line("letter", LETTER), line("other", LETTER.replace("Okafor", "Adeyemi"))));
        Path map = maps().resolve("letter.map");
        byte[] sealed = Files.readAllBytes(map);
        for (int at = 0; at < sealed.length; at += 7) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            Files.write(map, altered);
            assertRefused(restore(map, "[PERSON 1]"), "");
        }
        for (int length : new int[] {0, 1, 40, sealed.length - 1}) {
            Files.write(map, Arrays.copyOf(sealed, length));
            assertRefused(restore(map, "[PERSON 1]"), "");
        }
        Files.copy(maps().resolve("other.map"), map, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefused(restore(map, "[PERSON 1]"), "renamed");
        Files.write(map, sealed);
        assertThat(restore(map, "[PERSON 1]").out()).isEqualTo("Ngozi Okafor");
    }

    @Test
    void aMapOfAnotherMachineOrNoMapIsRefused() throws Exception {
        make(List.of(line("letter", LETTER)));
        Path map = maps().resolve("letter.map");
        Path answer = folder.resolve("answer.txt");
        assertRefused(
                restore(Files.writeString(folder.resolve("note.map"), "a note"), "x"), "no re-identification map");
        assertRefused(restore(folder.resolve("none.map"), "x"), "cannot read");
        Files.move(data(), folder.resolve("earlier"));
        assertRefused(restore(map, "[PERSON 1]"), "no data folder");
        assertThat(data()).doesNotExist();
        make(List.of(line("another", LETTER)));
        assertRefused(restore(map, "[PERSON 1]"), "does not hold");
        Cli there = Cli.run(
                "rendition",
                "restore",
                "--map",
                map.toString(),
                answer.toString(),
                "--data",
                folder.resolve("earlier").toString());
        assertThat(there.out()).as(there.err()).isEqualTo("Ngozi Okafor");
    }

    @Test
    void aMapIsNeverReplacedByAnotherDocuments() throws Exception {
        List<String> twins = List.of(line("a", LETTER), line("a", LETTER.replace("Okafor", "Adeyemi")));
        for (int run = 0; run < 2; run++) {
            List<JsonNode> made = make(twins);
            assertThat(made.get(0).get("state").stringValue()).isEqualTo("CLEAR");
            assertThat(made.get(1).toString())
                    .isEqualTo("{\"id\":\"a\",\"line\":2,\"state\":\"UNUSABLE\",\"error\":\"MAP_EXISTS\"}");
            assertThat(restore(maps().resolve("a.map"), "[PERSON 1]").out()).isEqualTo("Ngozi Okafor");
        }
    }

    @Test
    void anAnswerThatIsNoTextIsRefused() throws Exception {
        make(List.of(line("letter", LETTER)));
        Path answer = Files.write(folder.resolve("bytes"), new byte[] {'a', (byte) 0xE9});
        for (String file : List.of(answer.toString(), folder.resolve("none").toString())) {
            Cli cli = Cli.run(
                    "rendition",
                    "restore",
                    "--map",
                    maps().resolve("letter.map").toString(),
                    file,
                    "--data",
                    data().toString());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.out()).isEmpty();
        }
        assertThat(Cli.run("rendition", "restore").code()).isEqualTo(2);
    }
}
