package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code sluice evaluate} over invented documents. Needs no servers. */
class EvaluateTests {
    private static final String PERSONAL = "Please call Jane Doe at 212-555-0147 before noon.";
    private static final String ORDINARY = "The lifts are out of service on Monday morning.";

    @TempDir
    Path folder;

    private Path corpora;

    @BeforeEach
    void invent() throws Exception {
        corpora = Files.createDirectories(folder.resolve("corpora"));
        Files.write(
                corpora.resolve("pii.jsonl"),
                List.of(
                        line("held", "letters", PERSONAL, "PII", span(12, 20, "PERSON"), span(24, 36, "PHONE")),
                        // Labelled sensitive although it is not: whatever the classifier learns, it is cleared.
                        line("cleared", "letters", ORDINARY, "PII"),
                        line("odd", "notes", PERSONAL, "PII", span(0, 6, "SHOE_SIZE"))));
        Files.write(
                corpora.resolve("clean.jsonl"),
                List.of(line("fine", "notices", ORDINARY, "NONE"), line("blocked", "notices", PERSONAL, "NONE")));
        Files.write(corpora.resolve("quasi.jsonl"), List.of(line("q", "notices", ORDINARY, "QUASI")));
        Files.writeString(corpora.resolve("README.md"), "Not a corpus.");
    }

    @Test
    void eachSourceHasItsLine() {
        Cli cli = Cli.run("evaluate", "--output", "json", corpora.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        List<JsonNode> lines = cli.lines();
        assertThat(lines.stream()
                        .map(line -> line.get("corpus").stringValue() + " "
                                + line.get("source").stringValue()))
                .containsExactly("clean notices", "pii letters", "pii notes", "quasi notices");
        JsonNode clean = lines.get(0);
        assertThat(clean.get("clean").get("documents").intValue()).isEqualTo(2);
        assertThat(clean.get("clean").get("overBlocked").intValue()).isEqualTo(1);
        assertThat(clean.get("clean").get("bound95").doubleValue()).isEqualTo(0.974680);
        assertThat(clean.get("worst").get(0).get("id").stringValue()).isEqualTo("blocked");
        JsonNode letters = lines.get(1);
        assertThat(letters.get("sensitive").get("leaked").intValue()).isEqualTo(1);
        assertThat(letters.get("worst").get(0).get("id").stringValue()).isEqualTo("cleared");
        assertThat(letters.get("worst").get(0).get("why").stringValue()).isEqualTo("LEAKED");
        assertThat(letters.get("spans").findValuesAsString("type")).contains("PERSON", "PHONE");
        for (JsonNode row : letters.get("spans")) {
            if (row.get("type").stringValue().equals("PHONE")) {
                assertThat(row.get("recallOverlapping").doubleValue()).isEqualTo(1);
                assertThat(row.get("precisionOverlapping").doubleValue()).isEqualTo(1);
            }
        }
        assertThat(letters.get("calibration").get("bins").isEmpty()).isFalse();
        assertThat(lines.get(2).get("unknownTypes").get("SHOE_SIZE").intValue()).isEqualTo(1);
        assertThat(lines.get(3).get("apart").get("held").intValue()).isZero();
        assertThat(lines.get(3).has("clean")).isFalse();
        assertThat(cli.err()).contains("SHOE_SIZE");
        assertThat(cli.err().lines().toList().getLast())
                .isEqualTo("6 documents, 1 of 3 sensitive leaked, 1 of 2 clean over-blocked, 0 lines unusable");
    }

    @Test
    void theTableNamesWhatLeakedAndNothingPrintsText() throws Exception {
        Path reports = folder.resolve("reports");
        Cli cli = Cli.run("evaluate", corpora.toString(), "--report", reports.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("LEAKED", "cleared", "OVER_BLOCKED", "blocked");
        String json = Files.readString(reports.resolve("report.json"));
        String markdown = Files.readString(reports.resolve("report.md"));
        assertThat(markdown).contains("| pii | cleared | LEAKED |", "| pii | letters | en |  | 2 | 1 |");
        for (String written : List.of(cli.out(), cli.err(), json, markdown)) {
            assertThat(written).doesNotContain("Jane", "555", "lifts", folder.toString());
        }
        List<String> names = new ArrayList<>();
        JsonMapper.builder().build().readTree(json).propertyNames().forEach(names::add);
        assertThat(names)
                .containsExactly(
                        "form",
                        "bundle",
                        "bundleDigest",
                        "detectorsDigest",
                        "modelSha256",
                        "words",
                        "documents",
                        "unseen",
                        "unknownTypes",
                        "throughput",
                        "reliability",
                        "sources");
    }

    @Test
    void theGatePassesWhatIsAsItWasAndFailsWhatIsWorse() throws Exception {
        Path reports = folder.resolve("reports");
        Path last = baseline(reports);
        Cli same = Cli.run("evaluate", corpora.toString(), "--against", last.toString());
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.err()).contains("no source is worse than in the last report");

        Files.write(
                corpora.resolve("pii.jsonl"),
                List.of(
                        line("held", "letters", ORDINARY, "PII"),
                        line("cleared", "letters", ORDINARY, "PII"),
                        line("odd", "notes", PERSONAL, "PII")));
        String before = Files.readString(last);
        Cli worse =
                Cli.run("evaluate", corpora.toString(), "--against", last.toString(), "--report", reports.toString());
        assertThat(worse.code()).isEqualTo(1);
        assertThat(worse.err().lines().filter(line -> line.startsWith("worse: ")))
                .containsExactly(
                        "worse: pii letters (en) leaks more: 2 of 2, before 1 of 2",
                        "worse: pii letters (en) has fewer labels PERSON: 0, before 1",
                        "worse: pii letters (en) has fewer labels PHONE: 0, before 1");
        assertThat(Files.readString(last)).isEqualTo(before);
    }

    @Test
    void aRunOfSomeSourcesFailsUnlessThatWasAskedForAndNeverReplacesWhatItIsHeldTo() throws Exception {
        Path reports = folder.resolve("reports");
        Path last = baseline(reports);
        String before = Files.readString(last);
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
        for (Path part : List.of(corpora.resolve("clean.jsonl"), empty)) {
            Cli alone = Cli.run("evaluate", part.toString(), "--against", last.toString());
            assertThat(alone.code()).as(alone.err()).isEqualTo(1);
            assertThat(alone.err())
                    .contains("not measured: pii letters (en), before 2 documents")
                    .contains("not measured: quasi notices (en), before 1 documents")
                    .doesNotContain("no source is worse");
        }
        Cli some = Cli.run(
                "evaluate",
                corpora.resolve("clean.jsonl").toString(),
                "--some",
                "--against",
                last.toString(),
                "--report",
                reports.toString());
        assertThat(some.code()).as(some.err()).isZero();
        assertThat(some.err()).contains("not measured: pii notes (en)", "no source is worse", "stays as it was");
        assertThat(Files.readString(last)).isEqualTo(before);
        Cli partly = Cli.run(
                "evaluate",
                Files.writeString(folder.resolve("clean.jsonl"), line("fine", "notices", ORDINARY, "NONE"))
                        .toString(),
                "--some",
                "--against",
                last.toString());
        assertThat(partly.code()).isEqualTo(1);
        assertThat(partly.err()).contains("worse: clean notices (en) has fewer clean documents: 1, before 2");
    }

    @Test
    void aReportOfOtherWordsIsNotComparedWith() throws Exception {
        Path last = baseline(folder.resolve("reports"));
        Cli cli = Cli.run("evaluate", corpora.toString(), "--against", last.toString(), "--apart", "PII");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("expected the words that it was measured with");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void aThresholdIsChosenOrSaidNotToBeProved() throws Exception {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            letters.add(line("letter-" + i, "letters", PERSONAL, "PII"));
        }
        Path many = Files.write(folder.resolve("many.jsonl"), letters);
        Path reports = folder.resolve("reports");
        Cli cli = Cli.run(
                "evaluate",
                many.toString(),
                corpora.resolve("clean.jsonl").toString(),
                "--calibrate",
                "--leak-rate",
                "0.2",
                "--report",
                reports.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("calibration: reporting from 1.0 on leaks at most 20 % of sensitive documents");
        JsonNode calibration =
                JsonMapper.builder().build().readTree(Files.readString(reports.resolve("calibration.json")));
        assertThat(calibration.get("threshold").doubleValue()).isEqualTo(1);
        assertThat(calibration.get("modelSha256").stringValue()).hasSize(64);
        int chosenOn = calibration.get("calibration").get("documents").intValue();
        assertThat(chosenOn).isBetween(15, 45);
        assertThat(calibration.get("test").get("documents").intValue()).isEqualTo(60 - chosenOn);
        assertThat(calibration.get("test").get("leaked").intValue()).isZero();
        assertThat(Files.readString(reports.resolve("report.md"))).contains("## Clearing threshold");
        assertThat(Files.readString(reports.resolve("report.json"))).contains("\"clearing\"");

        Cli tooFew = Cli.run("evaluate", many.toString(), "--calibrate", "--leak-rate", "0.01");
        assertThat(tooFew.code()).isEqualTo(1);
        assertThat(tooFew.err()).contains("no threshold: expected at least 299 sensitive documents");
    }

    @Test
    void whatTheModelWasTrainedOnIsMarkedAndLeftOutOfTheHeadline() throws Exception {
        Files.write(
                corpora.resolve("pii.jsonl"),
                List.of(
                        line("seen", "rust-lang/rfcs", ORDINARY, "PII"),
                        line("unseen", "letters", ORDINARY, "PII"),
                        line("held", "letters", PERSONAL, "PII")));
        Path reports = folder.resolve("reports");
        Cli cli = Cli.run("evaluate", corpora.resolve("pii.jsonl").toString(), "--report", reports.toString());
        assertThat(cli.err())
                .contains(
                        "sources that the model was not trained on: 1 of 2 sensitive leaked, 0 of 0 clean over-blocked")
                .endsWith("3 documents, 2 of 3 sensitive leaked, 0 of 0 clean over-blocked, 0 lines unusable\n");
        assertThat(Files.readString(reports.resolve("report.md")))
                .contains("| pii | rust-lang/rfcs | en | yes | 1 | 1 |", "| pii | letters | en |  | 2 | 1 |")
                .contains("**Sources that the model was not trained on: 1 of 2 sensitive leaked");
    }

    @Test
    void aBundlesOwnRecognizersRunAndNoThresholdIsChosenWithThem() throws Exception {
        Path bundle = folder.resolve("bundle");
        copy(TestMachine.root().resolve("policy/bundles/default"), bundle);
        copy(TestMachine.root().resolve("docs/examples/recognizers"), bundle.resolve("recognizers"));
        String staff = Files.writeString(
                        folder.resolve("pii.jsonl"), line("s", "rounds", "The form was signed: hx-kb20417", "PII"))
                .toString();
        assertThat(Cli.run("evaluate", staff).err()).contains("1 of 1 sensitive leaked");
        Cli own = Cli.run("evaluate", staff, "--bundle", bundle.toString());
        assertThat(own.err()).contains("0 of 1 sensitive leaked");
        assertThat(Cli.run("evaluate", staff, "--bundle", bundle.toString(), "--calibrate")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aBadLineIsNamedAndNoReportIsWritten() throws Exception {
        Path bad = corpora.resolve("bad.jsonl");
        Files.write(bad, List.of(line("a", "s", ORDINARY, "NONE"), "{\"id\":", "", line("b", "s", ORDINARY, "MEMO")));
        Path reports = folder.resolve("reports");
        Cli cli = Cli.run("evaluate", corpora.toString(), "--report", reports.toString());
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err())
                .contains(
                        "bad.jsonl, line 2: NOT_JSON",
                        "bad.jsonl, line 3: NOT_JSON",
                        "bad.jsonl, line 4: UNKNOWN_LABEL")
                .endsWith("3 lines unusable\n");
        assertThat(reports).doesNotExist();
        assertThat(Cli.run("evaluate", bad.toString(), "--sensitive", "memo").err())
                .doesNotContain("line 4")
                .contains("1 of 1 sensitive leaked");
    }

    @Test
    void namesFromOutsideDoNotSteerTheTerminal() throws Exception {
        Path last = folder.resolve("last.json");
        Files.writeString(
                last,
                "{\"form\":2,\"words\":{},\"sources\":[{\"corpus\":\"old\",\"source\":\"\\u001b[31mx\",\"lang\":\"en\","
                        + "\"clean\":{\"documents\":1,\"overBlocked\":0},\"degradedDocuments\":0,\"spans\":[]}]}");
        Path hostile = corpora.resolve("clean.jsonl");
        Files.writeString(hostile, line("i\\u001b[2J", "s\\u001b[31m|x", PERSONAL, "NONE"));
        Path reports = folder.resolve("reports");
        Cli cli = Cli.run("evaluate", hostile.toString(), "--against", last.toString(), "--report", reports.toString());
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains("|x (en) over-blocks more: 1 of 1, before 0 of 0");
        assertThat(cli.out() + cli.err() + Files.readString(reports.resolve("report.md")))
                .doesNotContain("\u001b");
        assertThat(Files.readString(reports.resolve("report.md"))).contains("\\|x");
    }

    @Test
    void whatIsWrongIsSaidFirst() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("notes.txt"), "x");
        String all = corpora.toString();
        for (String[] wrong : new String[][] {
            {"evaluate"},
            {"evaluate", empty.toString()},
            {"evaluate", "no-such-folder"},
            {"evaluate", all, "--against", "no-such-report.json"},
            {"evaluate", all, "--against", corpora.resolve("README.md").toString()},
            {"evaluate", all, "--worst", "-1"},
            {"evaluate", all, "--clean", "memo", "--sensitive", "MEMO"},
            {"evaluate", all, "--some"},
            {"evaluate", all, "--calibrate", "--leak-rate", "1"},
            {"evaluate", all, "--calibrate", "--confidence", "0"},
        }) {
            Cli cli = Cli.run(wrong);
            assertThat(cli.code()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(cli.out()).isEmpty();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Path baseline(Path reports) {
        Cli first = Cli.run("evaluate", corpora.toString(), "--report", reports.toString());
        assertThat(first.code()).as(first.err()).isZero();
        return reports.resolve("report.json");
    }

    private static String span(int start, int end, String type) {
        return "{\"start\":" + start + ",\"end\":" + end + ",\"type\":\"" + type + "\"}";
    }

    private static String line(String id, String source, String text, String label, String... spans) {
        return "{\"id\":\"" + id + "\",\"source\":\"" + source
                + "\",\"lang\":\"en\",\"label_quality\":\"synthetic-exact\","
                + "\"text\":\"" + text + "\",\"spans\":[" + String.join(",", spans) + "],\"doc_labels\":[\"" + label
                + "\"]}";
    }
}
