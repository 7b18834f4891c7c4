package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text in codes of characters is classified, given as a line or read from a file; figures are not taken for codes. */
class CodesOfCharactersIntegrationTests {
    private static final String NOTE = "Patient John Smith, SSN 078-05-1120, has HIV.";
    private static final String HEAD = "The garden opens at nine. ";

    @TempDir
    Path folder;

    private static String codes(String form, String separator) {
        return NOTE.chars()
                .mapToObj(c -> form.equals("%8s")
                        ? form.formatted(Integer.toBinaryString(c)).replace(' ', '0')
                        : form.formatted(c))
                .collect(Collectors.joining(separator));
    }

    @Test
    void onlyOrdinaryFiguresAreCleared() throws Exception {
        Map<String, String> texts = new TreeMap<>(
                Map.of(
                        "decimal", HEAD + codes("%d", " "),
                        "commas", HEAD + codes("%d", ","),
                        "octal", HEAD + codes("\\%03o", ""),
                        "bits", HEAD + codes("%8s", " "),
                        "lines", HEAD + "\n" + codes("%d", "\n"),
                        "ordinary",
                                HEAD
                                        + "Rainfall by week in mm: 72 101 108 99 65 70 84 91 88 60 77 69 81 93 110 64 58 71 96 102."));
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String name = text.getKey() + ".txt";
            Files.writeString(folder.resolve(name), text.getValue());
            lines.add(JsonMapper.shared().writeValueAsString(Map.of("id", text.getKey(), "text", text.getValue())));
            lines.add(JsonMapper.shared().writeValueAsString(Map.of("id", text.getKey(), "path", name)));
        }
        Path in = folder.resolve("in.jsonl");
        Files.write(in, lines);

        Cli cli = Cli.run("classify", "--jsonl", in.toString());

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.lines()).hasSize(lines.size());
        for (JsonNode line : cli.lines()) {
            boolean ordinary = line.get("id").stringValue().equals("ordinary");
            assertThat(line.get("cleared").booleanValue()).as(line.toString()).isEqualTo(ordinary);
            assertThat(line.get("categories").toString().contains("HEALTH") || ordinary)
                    .as(line.toString())
                    .isTrue();
        }
    }
}
