package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inference.testing.Misbehaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many documents through the real program, which is killed at seeded moments and started again. Needs PostgreSQL and
 * Kafka. {@code sluice.soak.documents}, {@code sluice.soak.kills} and {@code sluice.soak.seed} change the run; what was
 * done is in {@code target/soak-report.md}.
 */
class SoakIntegrationTests {
    private static final int DOCUMENTS = Integer.getInteger("sluice.soak.documents", 200);
    private static final int KILLS = Integer.getInteger("sluice.soak.kills", 3);
    private static final long SEED = Long.getLong("sluice.soak.seed", 20_260_101L);
    private static final Duration LONGEST = Duration.ofMinutes(2).plus(Duration.ofMillis(600L * DOCUMENTS));

    private final List<String> report = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void noDocumentIsLostOrDoneTwiceWhenTheProcessIsKilledAtAnyBoundary() throws Exception {
        Random random = new Random(SEED);
        MixedDocuments documents = MixedDocuments.make(folder.resolve("documents"), DOCUMENTS, random);
        List<Moment> moments = Moment.draw(random, KILLS, DOCUMENTS);
        report.add("# Soak\n\n" + DOCUMENTS + " documents, seed " + SEED + ", killed at " + KILLS + " moments:\n");
        try (CrashedMachine crashed = new CrashedMachine(folder)) {
            // So that calls are under way at any time.
            crashed.api().always(new Misbehaviour.Slow(Duration.ofMillis(100)));
            long begin = System.nanoTime();
            for (Moment moment : moments) {
                killAt(crashed, documents, moment);
            }
            try (ChildSluice last = crashed.process(documents.folder())) {
                int code = last.await(LONGEST);
                assertThat(code).as(last.err()).isIn(0, 1);
                crashed.finish();
                report.add("\nThe last run and all before took " + (System.nanoTime() - begin) / 1_000_000_000
                        + " s. Attempts at the end:\n");
                crashed.admin()
                        .sql("select state || coalesce(' ' || reason, '') || ': ' || count(*) from sluice.attempt"
                                + " group by state, reason order by 1")
                        .query(String.class)
                        .list()
                        .forEach(line -> report.add("- " + line));
                report.add(
                        "\nCalls outside received: " + crashed.api().requests().size());
                crashed.assertNothingLostAndNothingTwice(documents);
                crashed.assertUnknownCallsEndAsTheyShould();
                assertThat(last.lines()).hasSize(DOCUMENTS);
                assertThat(last.lines()).allSatisfy(line -> {
                    ExpectedSample sample = documents.expected(line.get("path").stringValue());
                    assertThat(line.get("route").stringValue())
                            .as(sample.file())
                            .isEqualTo(sample.route());
                });
                crashed.assertNothingWasSentThatShouldNotBe(documents, last.lines());
            }
            report.add("\nEvery check passed.");
        } finally {
            Path target = TestMachine.root().resolve("app/target");
            Files.createDirectories(target);
            Files.write(target.resolve("soak-report.md"), report);
            System.out.println(String.join("\n", report));
        }
    }

    private void killAt(CrashedMachine crashed, MixedDocuments documents, Moment moment) throws Exception {
        try (ChildSluice child = crashed.process(documents.folder())) {
            CrashedMachine.await(moment + ": enough documents to have ended", LONGEST, () -> {
                assertThat(child.running()).as(child.err()).isTrue();
                return crashed.count("select count(*) from sluice.attempt where ended_at is not null")
                        >= moment.ended();
            });
            try (CommitGate gate = CommitGate.at(crashed.machine().database().adminUrl(), moment)) {
                CrashedMachine.await(moment.toString(), LONGEST, () -> {
                    assertThat(child.running()).as(moment + "\n" + child.err()).isTrue();
                    return gate.waiting().isPresent();
                });
                List<ProcessHandle> readers = child.children();
                child.kill();
                gate.open(moment);
                long ended = crashed.count("select count(*) from sluice.attempt where ended_at is not null");
                long open = crashed.count("select count(*) from sluice.dispatch where state = 'INTENT'");
                report.add("- " + moment + " (then ended: " + ended + ", calls without an outcome: " + open + ")");
                System.out.println(report.getLast());
                CrashedMachine.await(
                        "the children that read documents to end",
                        Duration.ofSeconds(30),
                        () -> readers.stream().noneMatch(ProcessHandle::isAlive));
            }
        }
        crashed.letTimePass();
    }
}
