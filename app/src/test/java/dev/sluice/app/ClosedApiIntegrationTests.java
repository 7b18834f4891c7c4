package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.inference.testing.RecordedRequest;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a closed API receives, over the samples and over real and odd files. Needs PostgreSQL and Kafka. */
class ClosedApiIntegrationTests {
    private static final String ENDPOINT = "external-1";

    /** Files that nobody can read to their end, by their names. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "(?i).*(?:protected|encrypted|password|AESkeylength|truncat|corrupt|bomb|spanned|fuzz2|oom).*");

    /** Files of the group that hold no identifier: file names and sizes. */
    private static final Set<String> WITHOUT_IDENTIFIER = Set.of("pii-files/special-chars-table.pdf");

    @TempDir
    static Path folder;

    static ClosedApiMachine closed;
    static Cli processed;
    static List<RecordedRequest> requests;
    static Connections connections;

    @BeforeAll
    static void processTheSamples() throws Exception {
        Path samples = Files.createDirectory(folder.resolve("samples"));
        closed = ClosedApiMachine.fresh(samples);
        try (Connections watched = new Connections()) {
            connections = watched;
            processed = closed.process(ClosedApiMachine.samples());
        }
        requests = closed.api().requests();
    }

    @AfterAll
    static void close() throws Exception {
        closed.close();
    }

    @Test
    void receivesTheTextOfEachDocumentThatMayLeaveAndOfNoOther() throws Exception {
        assertThat(processed.code()).as(processed.err()).isZero();
        Map<String, ExpectedSample> expected =
                ExpectedSample.all().stream().collect(Collectors.toMap(ExpectedSample::file, sample -> sample));
        List<String> sent = new ArrayList<>();
        for (JsonNode line : processed.lines()) {
            ExpectedSample sample = expected.get(line.get("path").stringValue());
            assertThat(line.get("route").stringValue()).as(sample.file()).isEqualTo(sample.route());
            // The closed API attests nothing, so it is open to documents without any category only.
            boolean leaves =
                    sample.route().equals("EXTERNAL") && sample.categories().isEmpty();
            assertThat(line.get("endpoint").stringValue("").equals(ENDPOINT))
                    .as(sample.file())
                    .isEqualTo(leaves);
            if (leaves) {
                sent.add(sample.file());
            }
        }
        assertThat(sent).hasSizeGreaterThan(8).contains("travel-policy.docx", "memo.txt", "notes.pdf");
        assertThat(sent).doesNotContain("sleep-article.txt");
        assertThat(requests.stream().map(SentText::promptOf))
                .containsExactlyInAnyOrderElementsOf(SentText.promptsOf(ClosedApiMachine.samples(), sent));
    }

    @Test
    void thisProcessWritesToNoAddressButTheServicesAndTheConfiguredHost() throws Exception {
        Set<String> known = new TreeSet<>();
        String database = closed.machine().database().adminUrl().replaceFirst("^jdbc:", "");
        String kafka = String.valueOf(closed.machine().kafkaClient().get("bootstrap.servers"));
        for (String host :
                List.of(URI.create(database).getHost(), kafka.replaceFirst(":\\d+$", ""), "127.0.0.1", "::1")) {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                known.add(address.getHostAddress());
            }
        }
        assertThat(connections.ports()).contains(closed.api().url().getPort());
        assertThat(connections.addresses()).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void theKeyIsNowhereButInItsFileAndInRequests() throws Exception {
        ValueSearch key = new ValueSearch(List.of(ClosedApiMachine.KEY));
        Traces traces = new Traces(closed.machine());
        Set<String> found = new TreeSet<>();
        traces.files((place, bytes) -> key.in(bytes).forEach(value -> found.add(place + ": " + value)));
        traces.tables((place, bytes) -> key.in(bytes).forEach(value -> found.add(place + ": " + value)));
        traces.topics((place, bytes) -> key.in(bytes).forEach(value -> found.add(place + ": " + value)));
        found.addAll(key.in(processed.out() + processed.err()));
        assertThat(found).isEmpty();
    }

    @Test
    void ofTheCorporaNoFileWithPersonalDataAndNoUnreadableOneLeaves() throws Exception {
        Path files = Path.of(System.getProperty("sluice.corpora", "")).resolve("files");
        assumeTrue(
                Boolean.getBoolean("sluice.corpora.closed-api"),
                "skipped: the files of the corpora take many minutes; `make corpora` runs them");
        assumeTrue(
                Files.exists(files.resolve("manifest.jsonl")),
                "skipped: the system property sluice.corpora names no folder with corpora (files/manifest.jsonl)");
        Map<String, String> groups = new TreeMap<>();
        for (String line : Files.readAllLines(files.resolve("manifest.jsonl"))) {
            JsonNode entry = JsonMapper.shared().readTree(line);
            groups.put(entry.get("path").stringValue(), entry.get("group").stringValue());
        }
        Path apart = Files.createDirectory(folder.resolve("corpora"));
        // A fake inside, too: this is about where documents go, and a hundred summaries would take minutes.
        try (ClosedApiMachine machine = ClosedApiMachine.fresh(apart);
                FakeClosedApi inside = FakeClosedApi.start()) {
            Cli run = machine.process("--sovereign", inside.url(), "--sovereign-model", FakeClosedApi.MODEL, files);
            List<String> sent = new ArrayList<>();
            List<String> leaked = new ArrayList<>();
            for (JsonNode line : run.lines()) {
                String path = line.get("path").stringValue();
                boolean mayLeave = line.get("route").stringValue().equals("EXTERNAL");
                if (mayLeave
                        && ("pii-files".equals(groups.get(path))
                                || UNREADABLE.matcher(path).matches())) {
                    leaked.add(path);
                }
                if (line.get("endpoint").stringValue("").equals(ENDPOINT)) {
                    assertThat(mayLeave).as(path).isTrue();
                    sent.add(path);
                }
            }
            System.out.printf(
                    "corpora: %d files, %d to the closed API, leaked %s%n",
                    run.lines().size(), sent.size(), leaked);
            assertThat(run.lines()).as(run.err()).hasSizeGreaterThan(300);
            assertThat(leaked).isSubsetOf(WITHOUT_IDENTIFIER);
            assertThat(machine.api().requests().stream().map(SentText::promptOf))
                    .containsExactlyInAnyOrderElementsOf(SentText.promptsOf(files, sent));
            assertThat(inside.requests())
                    .noneMatch(request -> request.text().contains(ClosedApiMachine.KEY)
                            || request.headers().containsKey("Authorization"));
        }
    }
}
