package dev.sluice.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The lines of {@code extract} and {@code classify}. Needs no servers, but the parser's child process. */
class ExtractAndClassifyIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void extractGivesALineForEveryFile() throws Exception {
        Files.writeString(folder.resolve("b.txt"), "The second file.");
        Files.writeString(folder.resolve("a.txt"), "The first file.");
        Files.write(folder.resolve("c.txt"), new byte[0]);
        Files.createSymbolicLink(folder.resolve("d.txt"), folder.resolve("a.txt"));
        Cli cli = Cli.run("extract", "--output", "json", folder.toString());
        assertThat(cli.code()).isZero();
        assertThat(cli.lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.propertyNames())
                        .containsExactly("path", "mediaType", "complete", "unread", "notRead", "text", "parts", "ms"));
        assertThat(cli.lines().stream().map(line -> line.get("path").stringValue()))
                .containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(cli.lines().getFirst().get("text").stringValue()).isEqualTo("The first file.");
        assertThat(cli.lines().getLast().get("complete").booleanValue()).isFalse();
        assertThat(cli.lines().getFirst().get("notRead")).isEmpty();
        JsonNode why = cli.lines().getLast().get("notRead").get(0);
        assertThat(why.get("part").stringValue()).isEmpty();
        assertThat(why.get("reason").stringValue()).isEqualTo("EMPTY");
        assertThat(why.get("words").stringValue())
                .startsWith("The document was not read, or not wholly (EMPTY): there is nothing in it");
        assertThat(cli.err().lines().toList().getLast()).isEqualTo("3 files, 2 complete, 1 not");
    }

    @Test
    void aTableTellsUnreadPartsInSentencesBesideIt() throws Exception {
        Files.write(folder.resolve("c.txt"), new byte[0]);
        Cli cli = Cli.run("extract", folder.toString(), "/dev/null");
        assertThat(cli.out()).contains("EMPTY", "NOT_READABLE").doesNotContain("What to do");
        assertThat(cli.err())
                .contains("c.txt: The document was not read, or not wholly (EMPTY): there is nothing in it")
                .contains("null: The file could not be opened (NOT_READABLE)");
    }

    @Test
    void whatCannotBeReadHasALineAndFailsTheCommand() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "An ordinary file.");
        Path large = folder.resolve("large.txt");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(3L << 30); // sparse
        }
        Cli cli = Cli.run("extract", "--output", "json", folder.toString(), "/dev/null");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(paths(cli)).containsExactly("a.txt", "large.txt", "null");
        assertThat(cli.lines().get(1).get("unread").get(0).stringValue()).isEqualTo("OVER_LIMIT");
        assertThat(cli.lines().get(2).get("unread").get(0).stringValue()).isEqualTo("NOT_READABLE");
    }

    @Test
    void nothingToDoIsUsage() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), empty);
        for (String command : List.of("extract", "process", "publish")) {
            assertThat(Cli.run(command, empty.toString()).code()).isEqualTo(2);
            assertThat(Cli.run(command, link.toString()).err()).contains("links are not followed");
        }
    }

    @Test
    void filesOfOneNameUnderTwoArgumentsAreTold() throws Exception {
        Path left = Files.createDirectories(folder.resolve("left"));
        Path right = Files.createDirectories(folder.resolve("right"));
        Files.writeString(left.resolve("x.txt"), "The same.");
        Files.writeString(right.resolve("x.txt"), "The same.");
        Files.writeString(right.resolve("y.txt"), "Another.");
        Cli folders = Cli.run("extract", "--output", "json", left.toString(), right.toString(), left.toString());
        Cli files = Cli.run(
                "extract",
                "--output",
                "json",
                left.resolve("x.txt").toString(),
                right.resolve("x.txt").toString());
        assertThat(paths(folders))
                .containsExactlyInAnyOrder(
                        left.resolve("x.txt").toString(), right.resolve("x.txt").toString(), "y.txt");
        assertThat(paths(files))
                .containsExactly(
                        left.resolve("x.txt").toString(), right.resolve("x.txt").toString());
    }

    private static List<String> paths(Cli extracted) {
        return extracted.lines().stream()
                .map(line -> line.get("path").stringValue())
                .toList();
    }

    @Test
    void classifyAnswersEveryLineInOrder() throws Exception {
        Path in = folder.resolve("in.jsonl");
        Path out = folder.resolve("out.jsonl");
        Files.writeString(folder.resolve("note.txt"), "The museum opens at nine and closes at five.");
        Files.write(
                in,
                List.of(
                        "{\"id\":\"1\",\"text\":\"The lifts are out of service on Monday morning.\"}",
                        "{\"id\":\"2\",\"text\":\"\uD83D\uDE00 Call Jane Doe at 212-555-0147 about her diabetes.\"}",
                        "{\"id\":\"3\",\"path\":\"note.txt\"}",
                        "not json",
                        "{\"text\":\"no id\"}",
                        "{\"id\":\"4\"}",
                        "{\"id\":\"5\",\"path\":\"missing.txt\"}",
                        "{\"id\":\"6\",\"text\":\"\\ud800 half a pair\"}",
                        "",
                        "{\"id\":\"7\",\"text\":\"\"}"));
        Cli cli = Cli.run("classify", "--jsonl", in.toString(), "--out", out.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        List<JsonNode> lines = new Cli(0, Files.readString(out), "").lines();
        assertThat(lines).hasSize(10);
        assertThat(lines.get(0).propertyNames())
                .containsExactly(
                        "id",
                        "cleared",
                        "route",
                        "categories",
                        "complete",
                        "exhaustive",
                        "degraded",
                        "findings",
                        "policies");
        assertThat(lines.get(0).get("cleared").booleanValue()).isTrue();
        assertThat(lines.get(2).get("cleared").booleanValue()).isTrue();
        for (int unusable : List.of(3, 4, 5, 6, 7, 8)) {
            JsonNode line = lines.get(unusable);
            assertThat(line.propertyNames())
                    .containsExactly("id", "line", "cleared", "route", "complete", "degraded", "findings", "error");
            assertThat(line.get("line").intValue()).isEqualTo(unusable + 1);
            assertThat(line.get("cleared").booleanValue()).isFalse();
            assertThat(line.get("degraded").booleanValue()).isTrue();
            assertThat(line.get("route").stringValue()).isEqualTo("WITHHELD");
        }
        assertThat(lines.get(9).get("cleared").booleanValue()).isFalse();
        assertThat(cli.err().lines().toList().getLast()).isEqualTo("10 lines, 2 cleared, 6 unusable");
    }

    @Test
    void bytesThatAreNoTextAndFilesThatAreTooLargeCostTheirOwnLineOnly() throws Exception {
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.txt").toFile(), "rw")) {
            large.setLength(3L << 30); // sparse
        }
        Path in = folder.resolve("in.jsonl");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                "{\"id\":\"1\",\"text\":\"The lifts are out of service.\"}\n{\"id\":\"2\",\"text\":\"".getBytes(UTF_8));
        bytes.write(0xE9);
        bytes.writeBytes("\"}\n{\"id\":\"3\",\"path\":\"large.txt\"}\n{\"id\":\"4\",\"path\":\".\"}\n".getBytes(UTF_8));
        bytes.writeBytes("{\"id\":\"5\",\"text\":\"The lifts work again.\"}".getBytes(UTF_8));
        Files.write(in, bytes.toByteArray());
        Cli cli = Cli.run("classify", "--jsonl", in.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.lines().stream().map(line -> line.path("error").asString("")))
                .containsExactly("", "NOT_UTF8", "OVER_LIMIT", "FILE_NOT_READABLE", "");
        assertThat(cli.lines().get(1).get("line").intValue()).isEqualTo(2);
        assertThat(cli.lines().get(1).get("id").isNull()).isTrue();
        assertThat(cli.lines().getLast().get("cleared").booleanValue()).isTrue();
    }

    @Test
    void offsetsOfFindingsAreCodePoints() throws Exception {
        String text = "\uD83D\uDE00 Call the clinic about Jane Doe at 212-555-0147.";
        Path in = folder.resolve("in.jsonl");
        Files.writeString(in, "{\"id\":\"1\",\"text\":\"" + text + "\"}\n");
        Cli cli = Cli.run("classify", "--jsonl", in.toString());
        JsonNode phone = null;
        for (JsonNode finding : cli.lines().getFirst().get("findings")) {
            if (finding.get("type").stringValue().equals("PHONE")) {
                phone = finding;
            }
        }
        assertThat(phone).isNotNull();
        int[] points = text.codePoints().toArray();
        int start = phone.get("start").intValue();
        assertThat(new String(points, start, phone.get("end").intValue() - start))
                .isEqualTo("212-555-0147");
    }
}
