package dev.sluice.app;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A row of a table in {@code samples/EXPECTED.md}. */
record ExpectedSample(
        String file,
        String mediaType,
        boolean complete,
        List<String> unread,
        List<String> categories,
        boolean cleared,
        String route,
        String state) {

    /** The table without character recognition. */
    static List<ExpectedSample> all() throws IOException {
        return table("## Without character recognition (the default)");
    }

    /** The table of what differs with character recognition. */
    static List<ExpectedSample> withCharacterRecognition() throws IOException {
        return table("## With character recognition");
    }

    private static List<ExpectedSample> table(String heading) throws IOException {
        List<ExpectedSample> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(TestMachine.root().resolve("samples/EXPECTED.md"))) {
            if (line.startsWith("## ")) {
                inside = line.equals(heading);
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (inside
                    && cells.size() == 11
                    && !cells.get(1).equals("file")
                    && !cells.get(1).startsWith("--")) {
                rows.add(new ExpectedSample(
                        cells.get(1),
                        cells.get(2),
                        cells.get(3).equals("yes"),
                        words(cells.get(4)),
                        words(cells.get(5)),
                        cells.get(6).equals("yes"),
                        cells.get(7),
                        cells.get(8)));
            }
        }
        return rows;
    }

    /** What a line of {@code process --output json} says. */
    static ExpectedSample of(JsonNode line) {
        return new ExpectedSample(
                line.get("path").stringValue(),
                line.get("mediaType").stringValue(),
                line.get("complete").booleanValue(),
                words(line.get("unread")),
                words(line.get("categories")),
                line.get("cleared").booleanValue(),
                line.get("route").stringValue(),
                line.get("state").stringValue().replaceAll("\\(.*", ""));
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.stringValue()));
        return words.stream().sorted().toList();
    }

    private static List<String> words(String cell) {
        return cell.equals("-")
                ? List.of()
                : Arrays.stream(cell.split(" ")).sorted().toList();
    }
}
