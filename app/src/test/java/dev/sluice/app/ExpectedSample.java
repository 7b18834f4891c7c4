package dev.sluice.app;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A row of the first table in {@code samples/EXPECTED.md}. */
record ExpectedSample(
        String file,
        String mediaType,
        boolean complete,
        List<String> unread,
        List<String> categories,
        boolean cleared,
        String route,
        String state) {

    static List<ExpectedSample> all() throws IOException {
        List<ExpectedSample> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TestMachine.root().resolve("samples/EXPECTED.md"))) {
            if (line.startsWith("## With character recognition")) {
                break;
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 11
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

    private static List<String> words(String cell) {
        return cell.equals("-")
                ? List.of()
                : Arrays.stream(cell.split(" ")).sorted().toList();
    }
}
