package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.DatabaseRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ManyWritersIntegrationTests {
    private static final int TRANSACTIONS_EACH = 80;
    private static final List<DatabaseRole> WRITERS = List.of(
            DatabaseRole.INGEST,
            DatabaseRole.INGEST,
            DatabaseRole.WORKER_SOVEREIGN,
            DatabaseRole.WORKER_EXTERNAL,
            DatabaseRole.OPERATOR);

    private final TestLog test = new TestLog();
    private final Set<UUID> committed = new ConcurrentSkipListSet<>();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void losesAndDoublesNothingUnderRollbacksAndLongTransactionsWithTwoSequencersRacing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("many writers, seed " + seed);
        try (Sequencer first = test.sequencer();
                Sequencer second = test.sequencer();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            first.start();
            second.start();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS.size(); i++) {
                DatabaseRole role = WRITERS.get(i);
                Random random = new Random(seed + i);
                writers.add(threads.submit(() -> write(role, random)));
            }
            for (Future<?> writer : writers) {
                await(writer);
            }
        }
        try (Sequencer last = test.sequencer()) {
            last.tick();
        }

        Set<UUID> leaves =
                new TreeSet<>(test.superuser().sql("""
                        select l.event_id from audit.leaf l join audit.event e using (seq)
                         where e.type = 'policy.evaluated'
                        """).query(UUID.class).list());
        assertThat(committed).as("seed %d", seed).hasSizeGreaterThan(400);
        assertThat(leaves).as("seed %d", seed).isEqualTo(new TreeSet<>(committed));
        assertThat(test.superuser()
                        .sql("select max(leaf_index) + 1 - count(*) from audit.leaf")
                        .query(Long.class)
                        .single())
                .isZero();
        VerificationReport report = test.verifier().verify();
        assertThat(report.problems()).as("seed %d", seed).isEmpty();
        assertThat(report.leaves()).isEqualTo(test.count("leaf"));
    }

    private void write(DatabaseRole role, Random random) {
        AuditLog log = new AuditLog(test.database.dataSource(role));
        TransactionTemplate transaction = test.database.transaction(role);
        for (int i = 0; i < TRANSACTIONS_EACH; i++) {
            List<AuditEvent> events = new ArrayList<>();
            transaction.executeWithoutResult(status -> {
                for (int part = 1 + random.nextInt(3); part > 0; part--) {
                    AuditEvent event = AuditEvent.of(AuditEvents.POLICY_EVALUATED, Actor.system(name(role)))
                            .with("number", part);
                    log.append(event);
                    events.add(event);
                    sleep(random.nextInt(20) == 0 ? 120 : random.nextInt(4));
                }
                if (random.nextInt(4) == 0) {
                    events.clear();
                    status.setRollbackOnly();
                }
            });
            events.forEach(event -> committed.add(event.eventId()));
        }
    }

    /** A worker writes under its own name only. */
    private static String name(DatabaseRole role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void await(Future<?> writer) throws InterruptedException {
        try {
            writer.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
