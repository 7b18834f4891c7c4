package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job over the samples, and the questions that can be asked afterwards. Needs PostgreSQL and Kafka. */
class ProcessSamplesIntegrationTests {
    @TempDir
    static Path folder;

    static TestMachine machine;
    static Cli processed;
    /** Asked at once: its numbers of reading are those of the last node, and other tests start some. */
    static List<JsonNode> statusBehind;

    @BeforeAll
    static void processTheSamples() throws Exception {
        machine = TestMachine.fresh(folder);
        processed = machine.run(
                List.of("process"), "--output", "json", TestMachine.root().resolve("samples"));
        statusBehind = machine.run(List.of("status"), "--output", "json").lines();
    }

    @AfterAll
    static void close() {
        machine.close();
    }

    @Test
    void everySampleEndsAsExpected() throws Exception {
        assertThat(processed.code()).as(processed.err()).isZero();
        Map<String, JsonNode> lines = processed.lines().stream()
                .collect(Collectors.toMap(line -> line.get("path").stringValue(), Function.identity()));
        List<ExpectedSample> expected = ExpectedSample.all();
        assertThat(expected).hasSizeGreaterThan(30);
        try (Stream<Path> samples = Files.list(TestMachine.root().resolve("samples"))) {
            assertThat(lines.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            samples.map(sample -> sample.getFileName().toString())
                                    .toList());
        }
        assertThat(expected.stream().map(ExpectedSample::file)).containsExactlyInAnyOrderElementsOf(lines.keySet());
        for (ExpectedSample sample : expected) {
            ExpectedSample found = ExpectedSample.of(lines.get(sample.file()));
            assertThat(found).as(sample.file()).isEqualTo(sample);
        }
    }

    @Test
    void aLineHasTheFieldsOfTheContractInTheirOrder() {
        for (JsonNode line : processed.lines()) {
            assertThat(line.propertyNames())
                    .containsExactly(
                            "path",
                            "documentId",
                            "mediaType",
                            "complete",
                            "unread",
                            "categories",
                            "cleared",
                            "route",
                            "policies",
                            "endpoint",
                            "state",
                            "duplicate",
                            "ms");
        }
    }

    @Test
    void theSecondRunShowsWhatIsStored() {
        Cli again = machine.run(
                List.of("process"), "--output", "json", TestMachine.root().resolve("samples"));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.lines())
                .allSatisfy(
                        line -> assertThat(line.get("duplicate").booleanValue()).isTrue());
        assertThat(ids(again)).isEqualTo(ids(processed));
    }

    @Test
    void declarationsThatComeTooLateAreSaidToHaveNoSay() {
        Path sample = TestMachine.root().resolve("samples/soup-recipe.md");
        Cli late = machine.run(
                List.of("process"), "--output", "json", "--min-sensitivity", "restricted", "--tenant", "other", sample);
        assertThat(late.code()).as(late.err()).isZero();
        assertThat(late.lines().getFirst().get("duplicate").booleanValue()).isTrue();
        assertThat(late.err()).contains("1 of these documents came before", "--min-sensitivity, --tenant had no say");
        assertThat(machine.run(List.of("process"), sample).err()).doesNotContain("no say");
    }

    @Test
    void againMakesANewAttemptAndKeepsTheOld() {
        Path sample = TestMachine.root().resolve("samples/release-notes.md");
        Cli again = machine.run(List.of("process"), "--again", "--output", "json", sample);
        assertThat(again.code()).as(again.err()).isZero();
        JsonNode line = again.lines().getFirst();
        assertThat(line.get("duplicate").booleanValue()).isFalse();
        assertThat(line.get("state").stringValue()).isEqualTo("COMPLETED");
        Cli story =
                machine.run(List.of("document", "show"), line.get("documentId").stringValue(), "--output", "json");
        assertThat(story.lines().stream().map(attempt -> attempt.get("attempt").intValue()))
                .containsExactly(1, 2);
        assertThat(story.lines().stream().map(attempt -> attempt.get("state").stringValue()))
                .containsOnly("COMPLETED");
    }

    @Test
    void aFileThatIsTooLargeFailsAndTheOthersGoOn() throws Exception {
        Path memo = TestMachine.root().resolve("samples/memo.txt");
        Path large = folder.resolve("large.txt");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(3L << 30); // sparse
        }
        Cli cli = machine.run(List.of("process"), "--output", "json", large, "/dev/null", memo);
        assertThat(cli.code()).as(cli.err()).isEqualTo(1);
        assertThat(cli.lines().stream().map(line -> line.get("state").stringValue()))
                .containsExactly("FAILED(OVER_LIMIT)", "COMPLETED", "FAILED(NOT_READABLE)");
    }

    @Test
    void theLogVerifiesAndTellsOfEachDocument() {
        Cli verified = machine.run(List.of("audit", "verify"));
        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("intact against this machine's own key only");
        JsonNode completed = processed.lines().stream()
                .filter(line -> line.get("state").stringValue().equals("COMPLETED"))
                .findFirst()
                .orElseThrow();
        String id = completed.get("documentId").stringValue();
        Cli events = machine.run(List.of("audit", "query"), "--document", id, "--output", "json");
        assertThat(events.code()).as(events.err()).isZero();
        assertThat(events.lines().stream().map(event -> event.get("type").stringValue()))
                .contains(
                        "document.received",
                        "policy.evaluated",
                        "dispatch.intent",
                        "dispatch.succeeded",
                        "result.published");
        String event = events.lines().getFirst().get("event").stringValue();
        assertThat(machine.run(List.of("audit", "show"), event).out()).contains(id);
        Cli result = machine.run(List.of("result", "show"), id);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isNotBlank();
        assertThat(machine.run(List.of("audit", "query"), "--document", id, "--output", "json")
                        .out())
                .contains("result.read");
    }

    @Test
    void aDocumentsStoryTellsWhatWasReadFoundDecidedAndCalled() {
        JsonNode line = processed.lines().stream()
                .filter(one -> one.get("path").stringValue().equals("clinic-letter.pdf"))
                .findFirst()
                .orElseThrow();
        List<String> show = List.of("document", "show", line.get("documentId").stringValue());
        JsonNode attempt = machine.run(show, "--output", "json").lines().getFirst();
        for (String same : List.of("mediaType", "complete", "unread", "categories", "route", "cleared", "policies")) {
            assertThat(attempt.get(same)).as(same).isEqualTo(line.get(same));
        }
        assertThat(attempt.get("task").stringValue()).isEqualTo("summarise");
        assertThat(attempt.get("parts").propertyNames()).contains("READ");
        // What the patterns found is enough: the rest could not let it out.
        assertThat(attempt.get("exhaustiveness").stringValue()).isEqualTo("PARTIAL");
        assertThat(attempt.get("findings").propertyNames()).hasSizeGreaterThan(2);
        attempt.get("findings").forEach(count -> assertThat(count.longValue()).isPositive());
        assertThat(attempt.get("decision").stringValue()).isNotBlank();
        assertThat(attempt.get("bundle").stringValue()).isNotBlank();
        assertThat(words(attempt.get("dispatches"))).containsExactly("in-process-minilm SUCCEEDED");
        Cli table = machine.run(show);
        assertThat(table.out()).containsPattern("mediaType +application/pdf");
        assertThat(table.err().strip()).isEqualTo("1 attempt");
    }

    @Test
    void whyNotEverythingWasLookedAtIsToldWithWhatToDo() {
        JsonNode line = processed.lines().stream()
                .filter(one -> one.get("path").stringValue().equals("newsletter-pl.txt"))
                .findFirst()
                .orElseThrow();
        JsonNode attempt = machine.run(
                        List.of("document", "show", line.get("documentId").stringValue()), "--output", "json")
                .lines()
                .getFirst();
        assertThat(words(attempt.get("degraded"))).containsExactly("LANGUAGE_NOT_COVERED");
        assertThat(words(attempt.get("advice")))
                .singleElement()
                .satisfies(advice -> assertThat(advice)
                        .startsWith("LANGUAGE_NOT_COVERED: a part of the text is in a language")
                        .contains("leave it inside"));
        assertThat(machine.run(List.of("status"), "--output", "json").lines())
                .anySatisfy(row -> assertThat(row.toString())
                        .contains("\"classification\"")
                        .contains("\"LANGUAGE_NOT_COVERED\""));
    }

    @Test
    void whatWasNotReadIsToldInWordsAndCounted() {
        JsonNode line = processed.lines().stream()
                .filter(one -> one.get("path").stringValue().equals("encrypted.pdf"))
                .findFirst()
                .orElseThrow();
        JsonNode part = machine.run(
                        List.of("document", "show", line.get("documentId").stringValue()), "--output", "json")
                .lines()
                .getFirst()
                .get("notRead")
                .get(0);
        assertThat(part.get("part").stringValue()).isEmpty();
        assertThat(part.get("reason").stringValue()).isEqualTo("ENCRYPTED");
        assertThat(part.get("words").stringValue())
                .contains("protected by a password", "What to do: publish it decrypted");
        assertThat(statusBehind)
                .anySatisfy(row -> assertThat(row.toString())
                        .startsWith("{\"what\":\"extraction\",\"state\":\"INCOMPLETE\",\"reason\":\"ENCRYPTED\""))
                .anySatisfy(row -> assertThat(row.toString())
                        .startsWith("{\"what\":\"extraction\",\"state\":\"CHILDREN_STARTED\""));
    }

    @Test
    void everyOffsetIsAccountedForInItsBatch() {
        Cli batches = machine.run(List.of("batch", "list"), "--output", "json");
        assertThat(batches.code()).as(batches.err()).isZero();
        long offsets = batches.lines().stream()
                .filter(batch -> batch.get("run").stringValue().equals("0"))
                .mapToLong(
                        batch -> batch.get("to").longValue() - batch.get("from").longValue())
                .sum();
        assertThat(offsets).isEqualTo(processed.lines().size());
        assertThat(batches.lines())
                .allSatisfy(
                        batch -> assertThat(batch.get("state").stringValue()).isEqualTo("ENDED"));
        String batch = batches.lines().getFirst().get("batch").stringValue();
        JsonNode shown = machine.run(List.of("batch", "show"), batch, "--output", "json")
                .lines()
                .getFirst();
        assertThat(words(shown.get("documents"))).isNotEmpty();
        assertThat(shown.get("offsets").get("DOCUMENT").longValue())
                .isEqualTo(shown.get("documents").size());
        assertThat(machine.run(List.of("status")).code()).isZero();
        Cli nothing = machine.run(List.of("batch", "rerun"), batch, "--failed", "--reason", "TEST");
        assertThat(nothing.code()).as(nothing.err()).isZero();
        assertThat(nothing.err()).contains("nothing to run again");
    }

    @Test
    void aBatchThatIsNotThereIsUsage() {
        Cli unknown = machine.run(
                List.of("batch", "rerun"), "00000000-0000-7000-8000-000000000000", "--failed", "--reason", "TEST");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no batch");
    }

    @Test
    void whatIsShownIsALineOfJsonForEachRowAndTheCountsComeLast() {
        String id = processed.lines().stream()
                .filter(line -> line.get("state").stringValue().equals("COMPLETED"))
                .findFirst()
                .orElseThrow()
                .get("documentId")
                .stringValue();
        String event = machine.run(List.of("audit", "query"), "--document", id, "--output", "json")
                .lines()
                .getFirst()
                .get("event")
                .stringValue();
        Map<List<String>, String> firstColumnAndCounts = Map.of(
                List.of("document", "show", id), "attempt \\d+ attempts?",
                List.of("result", "show", id), "documentId 1 result",
                List.of("audit", "show", event), "leaf 1 event",
                List.of("audit", "verify"), "intact \\d+ events verified, 0 problems",
                List.of("status"), "what document \\d+, batch \\d+, offset \\d+, quarantine \\d+, dispatch \\d+.*");
        firstColumnAndCounts.forEach((command, expected) -> {
            String[] columnAndCounts = expected.split(" ", 2);
            for (String format : List.of("json", "csv", "table")) {
                Cli cli = machine.run(command, "--output", format);
                assertThat(cli.code()).as(command + cli.err()).isZero();
                assertThat(cli.err().lines().toList().getLast()).matches(columnAndCounts[1]);
                if (format.equals("json")) {
                    assertThat(cli.lines())
                            .isNotEmpty()
                            .allSatisfy(line ->
                                    assertThat(line.propertyNames()).first().isEqualTo(columnAndCounts[0]));
                } else if (format.equals("csv")) {
                    assertThat(cli.out()).startsWith(columnAndCounts[0] + ",");
                }
            }
        });
        Cli checked = Cli.run("policy", "check", "--output", "json");
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err().lines().toList().getLast()).isEqualTo("0 problems");
    }

    private static List<String> ids(Cli run) {
        return run.lines().stream()
                .map(line -> line.get("documentId").stringValue())
                .toList();
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.stringValue()));
        return words.stream().sorted().toList();
    }
}
