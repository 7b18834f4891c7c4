package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.SequencerState.Phase;
import dev.sluice.audit.verify.MerkleTree;
import dev.sluice.audit.verify.NoteKey;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencerIntegrationTests {
    private final TestLog test = new TestLog();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void givesEveryCommittedEventOneLeafInOrderAndSignsTheRoot() {
        List<UUID> ids = test.append(700);
        Sequencer sequencer = test.sequencer();

        sequencer.tick();

        List<byte[]> bodies = bodiesByLeaf();
        SignedCheckpoint signed = test.announced.getLast();
        assertThat(leafOrder().subList(0, 700)).isEqualTo(ids);
        assertThat(signed.checkpoint().size()).isEqualTo(bodies.size());
        assertThat(signed.checkpoint().root())
                .isEqualTo(MerkleTree.root(
                        bodies.stream().map(MerkleTree::leafHash).toList()));
        assertThat(signed.note().verifiedBy(new NoteKey(TestLog.ORIGIN, test.keys.publicKey(KeyName.CHECKPOINT))))
                .isTrue();
        assertThat(test.checkpointFile).hasContent(signed.text());
        assertThat(sequencer.state().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void addsNothingAndSignsNothingWhenNothingWaits() {
        Sequencer sequencer = test.sequencer();
        sequencer.tick();
        long checkpoints = test.count("checkpoint");

        assertThat(sequencer.tick()).isZero();
        assertThat(test.count("checkpoint")).isEqualTo(checkpoints);
    }

    @Test
    void recordsItsStartAndItsStopInTheLog() {
        test.fill(1);

        assertThat(test.superuser()
                        .sql("select type from audit.event join audit.leaf using (seq) order by leaf_index")
                        .query(String.class)
                        .list())
                .containsExactly("policy.evaluated", "log.started", "log.stopped");
    }

    @Test
    void recordsHowItsProcessIsDeployedBesideTheLog() {
        test.fill(1);

        assertThat(test.superuser()
                        .sql("select convert_from(body, 'UTF8') from audit.event where type = 'log.started'")
                        .query(String.class)
                        .single())
                .contains("\"isolation\":\"none\"", "\"origin\":\"" + TestLog.ORIGIN + "\"");
    }

    @Test
    void doesNotOvertakeATransactionThatIsStillRunning() {
        Sequencer sequencer = test.sequencer();
        sequencer.tick();
        AuditLog log = new AuditLog(test.database.dataSource(DatabaseRole.INGEST));
        AuditEvent early = test.event(1);
        AuditEvent late = test.event(2);

        test.database.transaction(DatabaseRole.INGEST).executeWithoutResult(slow -> {
            log.append(early);
            Thread fast = Thread.ofPlatform().start(() -> test.append(List.of(late)));
            join(fast);
            assertThat(sequencer.tick()).isZero();
        });
        sequencer.tick();

        List<UUID> order = leafOrder();
        assertThat(order.indexOf(early.eventId())).isLessThan(order.indexOf(late.eventId()));
        assertThat(order).contains(early.eventId(), late.eventId());
    }

    @Test
    void ordersTransactionsByNumberAndNotByText() {
        List<UUID> inOrder = List.of(new UUID(0, 9), new UUID(0, 99), new UUID(0, 100), new UUID(0, 101));
        for (UUID id : List.of(inOrder.get(2), inOrder.get(1), inOrder.get(3), inOrder.get(0))) {
            test.superuser()
                    .sql("""
                            insert into audit.event (xid, event_id, type, outcome, occurred_at, recorded_at, body)
                            values (:xid::xid8, :id, 'log.started', 'SUCCESS', now(), now(), 'xx')
                            """)
                    .param("xid", Long.toString(id.getLeastSignificantBits()))
                    .param("id", id)
                    .update();
        }

        test.sequencer().tick();

        assertThat(leafOrder().subList(0, 4)).isEqualTo(inOrder);
    }

    @Test
    void letsOneOfTwoBeActiveAndTheOtherTakeOver() {
        Sequencer first = test.sequencer();
        Sequencer second = test.sequencer();
        first.tick();
        test.append(5);

        assertThat(second.tick()).isZero();
        assertThat(second.state().phase()).isEqualTo(Phase.STANDBY);
        assertThat(first.tick()).isEqualTo(5);

        first.close();
        test.append(3);
        assertThat(second.tick()).isEqualTo(4);
        assertThat(second.state().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(test.verifier().verify().problems()).isEmpty();
    }

    @Test
    void takesOverFromOneWhoseConnectionTheServerKilled() {
        Sequencer first = test.sequencer();
        first.tick();
        test.superuser().sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where usename = 'sluice_sequencer' and datname = current_database()
                        """).query().listOfRows();
        test.append(2);

        Sequencer second = test.sequencer();
        assertThat(second.tick()).isGreaterThanOrEqualTo(2);
        assertThatThrownBy(first::tick).isInstanceOf(RuntimeException.class);
        assertThat(first.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(first.tick()).isZero();
        assertThat(first.state().phase()).isEqualTo(Phase.STANDBY);
    }

    @Test
    void goesOnAfterBeingKilledAtEveryStepWithoutGapOrDoubling() {
        int killed = 0;
        for (boolean after : new boolean[] {false, true}) {
            boolean broke = true;
            for (int step = 0; broke; step++) {
                FaultyDataSource faulty = new FaultyDataSource(test.database.dataSource(DatabaseRole.SEQUENCER));
                test.append(300);
                faulty.breakAt(step, after);
                try (Sequencer victim = test.sequencer(faulty)) {
                    victim.tick();
                } catch (LogInconsistentException neverThis) {
                    throw neverThis;
                } catch (RuntimeException expected) {
                    killed++;
                }
                broke = faulty.broke();
                try (Sequencer next = test.sequencer()) {
                    next.tick();
                    assertThat(next.state().phase()).as("after step %d", step).isEqualTo(Phase.ACTIVE);
                }
            }
            assertThat(test.verifier().verify().problems())
                    .as("after: %s", after)
                    .isEmpty();
        }

        assertThat(killed).isGreaterThan(20);
        assertThat(test.superuser()
                        .sql("select count(*), count(distinct event_id), max(leaf_index) + 1 from audit.leaf")
                        .query((row, number) -> row.getLong(1) == row.getLong(2) && row.getLong(1) == row.getLong(3))
                        .single())
                .isTrue();
    }

    @Test
    void catchesTheFileUpAfterACrashBetweenCommitAndFile() throws Exception {
        test.fill(3);
        String before = Files.readString(test.checkpointFile);
        test.fill(3);
        String after = Files.readString(test.checkpointFile);
        Files.writeString(test.checkpointFile, before);

        try (Sequencer sequencer = test.sequencer()) {
            sequencer.start();
            assertThat(after).isNotEqualTo(before);
            sequencer.tick();
        }

        assertThat(test.announced.stream().map(SignedCheckpoint::text)).contains(after);
        assertThat(test.verifier().verify().problems()).isEmpty();
    }

    @Test
    void signsNothingWhileTheFileCannotBeWritten() throws Exception {
        test.fill(1);
        Files.delete(test.checkpointFile);
        Files.createDirectory(test.checkpointFile);
        Sequencer sequencer = test.sequencer();

        assertThatThrownBy(sequencer::tick).isInstanceOf(AuditException.class);
        assertThat(sequencer.state().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void runsByItselfAndBringsTheLagToNothing() {
        Sequencer sequencer = test.sequencer();
        SequencingLag lag = new SequencingLag(test.database.dataSource(DatabaseRole.WORKER_EXTERNAL));
        UUID event = test.append(1).getFirst();
        assertThat(lag.oldestUnsequenced()).isPositive();
        assertThatThrownBy(() -> lag.awaitSequenced(event, Duration.ofMillis(30)))
                .isInstanceOf(NotSequencedException.class);

        sequencer.start();

        lag.awaitSequenced(event, Duration.ofSeconds(10));
        assertThat(lag.leafOf(event)).hasValue(0);
        lag.awaitSequenced(test.append(1).getFirst(), Duration.ofSeconds(10));
    }

    @Test
    void putsNoEventIntoTheDefaultPartition() {
        test.fill(10);

        assertThat(test.count("event_default")).isZero();
    }

    private List<byte[]> bodiesByLeaf() {
        return test.superuser()
                .sql("select body from audit.event join audit.leaf using (seq) order by leaf_index")
                .query((row, number) -> row.getBytes(1))
                .list();
    }

    private List<UUID> leafOrder() {
        return test.superuser()
                .sql("select event_id from audit.leaf order by leaf_index")
                .query(UUID.class)
                .list();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
