package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The rules of a bundle hold in {@code policy check}, {@code classify} and {@code evaluate}. Needs no servers. */
class CustomRulesCommandsTests {
    private static final String STAFF = "The ward round of the morning was held by HX-KB20417 as planned.";
    private static final String PROJECT = "The printed plan of Silver Heron lies on the table of the large room.";
    private static final String ADDRESS = "The opening hours are told by frontdesk@hospital.org on working days.";
    private static final String MEMO = "The lifts are out of service on Monday morning.";

    @TempDir
    Path folder;

    private Path bundle;

    @BeforeEach
    void copyTheWorkedExample() throws IOException {
        bundle = folder.resolve("bundle");
        copy(TestMachine.root().resolve("policy/bundles/default"), bundle);
        copy(TestMachine.root().resolve("docs/examples/recognizers"), bundle.resolve("recognizers"));
        Files.writeString(bundle.resolve("recognizers/projects.txt"), "Silver Heron\n");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        // Two days of leeway: the test may run at midnight.
        Files.writeString(
                bundle.resolve("recognizers/allow.yaml"), """
                allow:
                  - id: opening-hours
                    type: EMAIL
                    value: frontdesk@hospital.org
                    reason: printed on every leaflet
                    author: a.brandt
                    approver: m.osei
                    approved: %s
                    expires: %s
                """.formatted(today.minusDays(1), today.plusDays(2)));
    }

    @Test
    void policyCheckRunsTheExamplesAndNamesWhatIsWrong() throws IOException {
        Cli good = Cli.run("policy", "check", bundle.toString());
        assertThat(good.code()).as(good.out() + good.err()).isZero();
        Path rules = bundle.resolve("recognizers/hospital.yaml");
        Files.writeString(rules, Files.readString(rules).replace("\\d{5}'", "\\d+'"));
        Cli bad = Cli.run("policy", "check", bundle.toString());
        assertThat(bad.code()).isNotZero();
        assertThat(bad.out() + bad.err()).contains("hospital.yaml", "\"+\" has no bound");
    }

    @Test
    void classifyFindsWhatTheBundleNamesAndSaysWhatItAllowed() throws IOException {
        Path lines = Files.write(
                folder.resolve("lines.jsonl"), List.of(text("s", STAFF), text("p", PROJECT), text("a", ADDRESS)));
        List<JsonNode> under = Cli.run("classify", "--bundle", bundle.toString(), "--jsonl", lines.toString())
                .lines();
        assertThat(under.get(0).get("findings").findValuesAsString("recognizer"))
                .contains("custom/staff-number");
        assertThat(under.get(0).get("cleared").booleanValue()).isFalse();
        assertThat(under.get(1).get("findings").findValuesAsString("recognizer"))
                .contains("list/projects");
        assertThat(under.get(1).get("categories").toString()).contains("CONFIDENTIAL");
        assertThat(under.get(2).get("suppressed").findValuesAsString("entry")).containsExactly("opening-hours");
        assertThat(under.get(2).get("cleared").booleanValue()).isTrue();
        assertThat(under).allMatch(line -> line.get("exhaustive").booleanValue());

        List<JsonNode> without =
                Cli.run("classify", "--jsonl", lines.toString()).lines();
        assertThat(without.get(1).get("cleared").booleanValue()).isTrue();
        assertThat(without.get(2).get("cleared").booleanValue()).isFalse();
    }

    @Test
    void evaluateMeasuresWithTheRulesOfTheBundle() throws IOException {
        Path corpus = Files.write(
                folder.resolve("corpus.jsonl"),
                List.of(labelled("p", PROJECT, "PII"), labelled("a", ADDRESS, "NONE"), labelled("m", MEMO, "NONE")));
        Cli under = Cli.run("evaluate", "--bundle", bundle.toString(), corpus.toString());
        Cli without = Cli.run("evaluate", corpus.toString());
        assertThat(under.err()).contains("0 of 1 sensitive leaked, 0 of 2 clean over-blocked");
        assertThat(without.err()).contains("1 of 1 sensitive leaked, 1 of 2 clean over-blocked");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static String text(String id, String text) {
        return "{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}";
    }

    private static String labelled(String id, String text, String label) {
        return "{\"id\":\"" + id
                + "\",\"source\":\"s\",\"lang\":\"en\",\"label_quality\":\"synthetic-exact\",\"text\":\"" + text
                + "\",\"spans\":[],\"doc_labels\":[\"" + label + "\"]}";
    }
}
