package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts of a machine fail in mid-run: nothing is sent that should not be, and the run goes on and ends. Needs PostgreSQL
 * and Kafka. A classifier that fails is attacked where one can be made: in its own module, and in the policy.
 */
class FaultsIntegrationTests {
    private static final int DOCUMENTS = 60;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private CrashedMachine machine;
    private MixedDocuments documents;

    @BeforeEach
    void open() throws Exception {
        machine = new CrashedMachine(folder);
        documents = MixedDocuments.make(folder.resolve("documents"), DOCUMENTS, new Random(7));
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void aReadingChildThatIsKilledCostsNoMoreThanTheDocumentInIt() throws Exception {
        try (ChildSluice run = machine.process(documents.folder())) {
            for (int kills = 0; kills < 3; kills++) {
                awaitEnded(run, 5 + 10 * kills);
                List<ProcessHandle> readers = run.children();
                readers.forEach(ProcessHandle::destroyForcibly);
                assertThat(kills > 0 || !readers.isEmpty())
                        .as("a child that reads documents")
                        .isTrue();
            }
            assertThat(run.await(LONGEST)).as(run.err()).isZero();
            assertNothingWentWrong(run);
            assertThat(run.lines()).allSatisfy(line -> {
                ExpectedSample sample = documents.expected(line.get("path").stringValue());
                // What was in the child's hands is read again, or is incomplete and goes nowhere.
                assertThat(line.get("route").stringValue()).as(sample.file()).isIn(sample.route(), "WITHHELD");
            });
        }
    }

    @Test
    void nothingIsSentWhileTheAuditLogCannotBeWritten() throws Exception {
        try (ChildSluice run = machine.process(documents.folder())) {
            awaitEnded(run, 5);
            machine.execute("""
                    create function public.refuse() returns trigger language plpgsql as $$
                    begin raise exception 'no space left' using errcode = 'disk_full'; end $$""");
            machine.execute(
                    "create trigger refuse before insert on audit.event for each row execute function refuse()");
            // Calls whose intent was committed before are under way for a moment.
            Thread.sleep(1000);
            int sent = machine.api().requests().size();
            long intents = machine.count("select count(*) from sluice.dispatch");
            Thread.sleep(6000);
            assertThat(machine.api().requests()).hasSize(sent);
            assertThat(machine.count("select count(*) from sluice.dispatch")).isEqualTo(intents);
            machine.execute("drop trigger refuse on audit.event");
            run.await(LONGEST);
            assertNothingWentWrong(run);
        }
    }

    @Test
    void nothingGoesOutsideWhileTheSignedLogIsBehindAndItGoesOnAfter() throws Exception {
        machine.execute("revoke insert on audit.leaf from sluice_sequencer");
        try (ChildSluice run = machine.process(documents.folder());
                Connection holder =
                        DriverManager.getConnection(machine.machine().database().adminUrl())) {
            holder.setAutoCommit(false);
            // No call can be intended until the log is behind; the first ones would go out within its five seconds.
            holder.createStatement().execute("lock table sluice.dispatch in exclusive mode");
            CrashedMachine.await(
                    "the signed log to be behind",
                    LONGEST,
                    () -> machine.count("select audit.oldest_unsequenced_ms()") > 6000
                            && machine.count("select count(*) from sluice.decision where route = 'EXTERNAL'") > 3);
            holder.rollback();
            CrashedMachine.await(
                    "attempts to wait",
                    LONGEST,
                    () -> machine.count("select count(*) from sluice.attempt where reason = 'AUDIT_LAGGING'") > 0);
            Thread.sleep(6000);
            assertThat(machine.api().requests()).isEmpty();
            machine.execute("grant insert on audit.leaf to sluice_sequencer");
            assertThat(run.await(LONGEST)).as(run.err()).isZero();
            assertNothingWentWrong(run);
            // A document with a category, about health for one, may leave but is not for this endpoint.
            assertThat(machine.api().requests())
                    .hasSize((int) machine.count("select count(*) from sluice.result where endpoint = 'external-1'"))
                    .hasSizeGreaterThan(10);
        } finally {
            machine.execute("grant insert on audit.leaf to sluice_sequencer");
        }
    }

    @Test
    void theRunOutlivesItsDatabaseConnections() throws Exception {
        try (ChildSluice run = machine.process(documents.folder())) {
            for (int times = 0; times < 4; times++) {
                awaitEnded(run, 4 + 8 * times);
                machine.execute("do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and usename <> current_user; end $$");
            }
            run.await(LONGEST);
            assertNothingWentWrong(run);
        }
    }

    private void awaitEnded(ChildSluice run, long count) throws Exception {
        CrashedMachine.await(count + " documents to have ended", LONGEST, () -> {
            assertThat(run.running()).as(run.err()).isTrue();
            return machine.count("select count(*) from sluice.attempt where ended_at is not null") >= count;
        });
    }

    private void assertNothingWentWrong(ChildSluice run) throws Exception {
        assertThat(run.lines()).as(run.err()).hasSize(DOCUMENTS);
        machine.finish();
        machine.assertNothingLostAndNothingTwice(documents);
        machine.assertUnknownCallsEndAsTheyShould();
        machine.assertNothingWasSentThatShouldNotBe(documents, run.lines());
    }
}
