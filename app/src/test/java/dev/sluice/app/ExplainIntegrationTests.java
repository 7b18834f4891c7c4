package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code classify --explain} says of each finding. Needs no servers, but the parser's child process. */
class ExplainIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VISIT = "\ud83d\ude00 The folder of MRN 4471-9920-11 is on the second shelf.";

    @TempDir
    Path folder;

    private Cli classify(List<String> lines, String... options) throws Exception {
        Path in = Files.write(folder.resolve("in.jsonl"), lines);
        List<String> command = new java.util.ArrayList<>(List.of("classify", "--jsonl", in.toString()));
        command.addAll(List.of(options));
        Cli cli = Cli.run(command);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private static String line(String id, String text) {
        return JSON.writeValueAsString(java.util.Map.of("id", id, "text", text));
    }

    @Test
    void anExplanationIsAPartOfEachFindingAndChangesNothingElse() throws Exception {
        List<String> lines = List.of(line("a", VISIT), line("b", "Nothing stands here."), "no json", "{\"id\":\"d\"}");
        List<JsonNode> plain = classify(lines).lines();
        List<JsonNode> explained = classify(lines, "--explain").lines();
        assertThat(classify(lines, "--explain=json").lines()).isEqualTo(explained);
        assertThat(explained).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            for (String name : plain.get(i).propertyNames()) {
                if (!name.equals("findings")) {
                    assertThat(explained.get(i).get(name))
                            .isEqualTo(plain.get(i).get(name));
                }
            }
        }
        JsonNode number = explained
                .getFirst()
                .get("findings")
                .valueStream()
                .filter(finding -> finding.get("type").stringValue().equals("MRN"))
                .findFirst()
                .orElseThrow();
        JsonNode why = number.get("explanation");
        assertThat(why.get("letter").stringValue()).isEqualTo("H");
        assertThat(why.get("identifies").stringValue()).isEqualTo("ALONE");
        assertThat(why.get("basis").stringValue()).isEqualTo("WORDS");
        JsonNode word = why.get("words").get(0);
        assertThat(word.get("word").stringValue()).isEqualTo("mrn");
        assertThat(word.get("effect").stringValue()).isEqualTo("NEEDED");
        int start = VISIT.codePointCount(0, VISIT.indexOf("MRN"));
        assertThat(word.get("start").intValue()).isEqualTo(start);
        assertThat(word.get("end").intValue()).isEqualTo(start + 3);
        assertThat(explained.getFirst().toString()).doesNotContain("4471").doesNotContain("9920");
        assertThat(explained.get(1).get("degradedReasons")).isEmpty();
        assertThat(explained.get(1).get("unread")).isEmpty();
    }

    @Test
    void inSentencesItSaysWhyAndWhatToDo() throws Exception {
        Files.write(folder.resolve("empty.txt"), new byte[0]);
        Cli cli = classify(
                List.of(
                        line("a", VISIT),
                        line(
                                "b",
                                "Das Treffen der Nachbarn findet am Montag im alten Rathaus hinter der Kirche statt."),
                        "{\"id\":\"c\",\"path\":\"empty.txt\"}",
                        "no json"),
                "--explain=text");
        assertThat(cli.out())
                .contains("a: held")
                .contains("letter H (medical record numbers)")
                .contains("rests on the words that are named:")
                .contains("\"mrn\" before it at ")
                .contains("without it nothing would be found here")
                .contains("identifies a person by itself; ")
                .contains("not everything was looked at: EMPTY_TEXT: there was nothing to read")
                .contains("what to do: ")
                .contains("line 4: held, as it cannot be used: NOT_JSON")
                .doesNotContain("4471")
                .doesNotContain("{");
        assertThat(cli.err().lines().toList().getLast()).startsWith("4 lines, ").endsWith(", 1 unusable");
    }

    @Test
    void anotherFormIsUsage() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "");
        assertThat(Cli.run("classify", "--jsonl", in.toString(), "--explain=poem")
                        .code())
                .isEqualTo(2);
    }
}
