package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a newcomer types, with nothing but a data folder: {@code ./sluice} on its embedded PostgreSQL and Kafka. */
class StartScriptIntegrationTests {
    /** Long enough for the slowest machine; nothing is expected to take it. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final long SEED = 20_260_417L;
    /** More documents than end between two lines of progress, so that a run is seen under way. */
    private static final int MANY = 150;

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private static Path sample(String name) {
        return ClosedApiMachine.samples().resolve(name);
    }

    private static ChildSluice run(Path data, Object... words) throws Exception {
        ChildSluice script = ChildSluice.script(data, words);
        script.await(LONGEST);
        return script;
    }

    @Test
    void processEndsWithATableAndASecondRunShowsWhatIsStored() throws Exception {
        Object[] words = {"process", sample("memo.txt"), sample("clinic-letter.pdf"), sample("encrypted.zip")};
        try (ChildSluice first = run(data(), words)) {
            assertThat(first.await(LONGEST)).as(first.err()).isZero();
            assertThat(first.out().lines().toList())
                    .anyMatch(line -> line.matches("path +.*route +policies +endpoint.*"))
                    .anyMatch(line -> line.matches("memo\\.txt .*text/plain .*yes +EXTERNAL .*COMPLETED.*"))
                    .anyMatch(line -> line.matches("clinic-letter\\.pdf .*PHI.* no +SOVEREIGN .*COMPLETED.*"))
                    .anyMatch(line -> line.matches("encrypted\\.zip .*ENCRYPTED.*WITHHELD\\(NOTHING_READ\\).*"));
            assertThat(first.err())
                    .contains("audit: intact against this machine's own key only")
                    .containsPattern("checkpoint size \\d+, root \\S{44}")
                    .endsWith("3 documents: 2 completed, 1 withheld; 1 cleared\n");
        }
        try (ChildSluice second =
                run(data(), "process", "--output", "json", sample("memo.txt"), sample("encrypted.zip"))) {
            assertThat(second.await(LONGEST)).as(second.err()).isZero();
            assertThat(second.lines())
                    .hasSize(2)
                    .allMatch(line -> line.get("duplicate").asBoolean());
        }
        try (ChildSluice csv = run(data(), "batch", "list", "--output", "csv")) {
            assertThat(csv.await(LONGEST)).as(csv.err()).isZero();
            assertThat(csv.out().lines().findFirst().orElseThrow()).startsWith("batch,");
        }
        try (ChildSluice unreachable =
                run(data(), "status", "--database", "jdbc:postgresql://127.0.0.1:1/sluice?user=x")) {
            assertThat(unreachable.await(LONGEST)).as(unreachable.err()).isEqualTo(5);
        }
    }

    @Test
    void afterCtrlCASecondRunGoesOnAndLosesNothing() throws Exception {
        MixedDocuments documents = MixedDocuments.make(folder.resolve("documents"), MANY, new Random(SEED));
        System.out.println("seed " + SEED);
        Object[] words = {"process", "--output", "json", documents.folder()};
        try (ChildSluice first = ChildSluice.script(data(), words)) {
            Waiting.until(() -> first.err().contains("documents have ended") || !first.running());
            first.interrupt();
            assertThat(first.await(LONGEST)).as(first.err()).isEqualTo(130);
            assertThat(first.err()).contains("run the same command again to go on");
        }
        try (ChildSluice second = run(data(), words)) {
            assertThat(second.await(LONGEST)).as(second.err()).isZero();
            assertThat(second.lines()).hasSize(MANY);
            assertThat(second.lines())
                    .extracting(line -> line.get("documentId").stringValue())
                    .doesNotHaveDuplicates();
        }
        try (ChildSluice verify = run(data(), "audit", "verify")) {
            assertThat(verify.await(LONGEST)).as(verify.err()).isZero();
        }
    }

    @Test
    void afterTheDatabaseServerWasKilledASecondRunGoesOnAndLosesNothing() throws Exception {
        MixedDocuments documents = MixedDocuments.make(folder.resolve("documents"), MANY, new Random(SEED));
        Object[] words = {"process", "--output", "json", documents.folder()};
        try (ChildSluice first = ChildSluice.script(data(), words)) {
            Waiting.until(() -> first.err().contains("documents have ended") || !first.running());
            Path server = data().resolve("postgres/cluster/postmaster.pid");
            String pid = Files.readAllLines(server).getFirst().strip();
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
            assertThat(first.await(LONGEST)).as(first.err()).isEqualTo(5);
            assertThat(first.err()).contains("run the command again when it is back");
        }
        try (ChildSluice second = run(data(), words)) {
            assertThat(second.await(LONGEST)).as(second.err()).isZero();
            assertThat(second.lines()).hasSize(MANY);
        }
        try (ChildSluice verify = run(data(), "audit", "verify")) {
            assertThat(verify.await(LONGEST)).as(verify.err()).isZero();
        }
    }

    @Test
    void othersWorkBesideANodeThatIsUp() throws Exception {
        try (ChildSluice up = ChildSluice.script(data(), "up")) {
            Waiting.until(() -> up.err().contains("Ctrl-C stops it"));
            try (ChildSluice publish = run(data(), "publish", sample("memo.txt"))) {
                assertThat(publish.await(LONGEST)).as(publish.err()).isZero();
            }
            try (ChildSluice process = run(data(), "process", "--output", "json", sample("memo.txt"))) {
                assertThat(process.await(LONGEST)).as(process.err()).isZero();
                JsonNode line = process.lines().getFirst();
                assertThat(line.get("state").stringValue()).isEqualTo("COMPLETED");
                UUID document = UUID.fromString(line.get("documentId").stringValue());
                try (ChildSluice show = run(data(), "result", "show", document)) {
                    assertThat(show.await(LONGEST)).as(show.err()).isZero();
                    assertThat(show.out()).isNotBlank();
                }
            }
            up.interrupt();
            assertThat(up.await(LONGEST)).as(up.err()).isEqualTo(130);
        }
        List<String> left = ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(data().toString()))
                .toList();
        assertThat(left).isEmpty();
        assertThat(Files.getPosixFilePermissions(data()))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }
}
