package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.audit.LogInconsistentException.Kind;
import dev.sluice.audit.SequencerState.Phase;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.NoteKey;
import dev.sluice.audit.verify.SignedNote;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sequencer does when the database is not the continuation of what was signed. */
class RefusalIntegrationTests {
    private final TestLog test = new TestLog();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void refusesADatabaseThatWasRolledBackBehindTheFile() {
        test.fill(3, 3);
        long kept = test.superuser()
                .sql("select min(size) from audit.checkpoint where size > 0")
                .query(Long.class)
                .single();
        test.superuser()
                .sql("delete from audit.leaf where leaf_index >= :kept")
                .param("kept", kept)
                .update();
        test.superuser()
                .sql("delete from audit.checkpoint where size > :kept")
                .param("kept", kept)
                .update();
        test.superuser()
                .sql("update audit.tile_edge set hashes = substring(hashes for 32 * :kept)")
                .param("kept", (int) kept)
                .update();

        refusedWith(Kind.ROLLED_BACK);
    }

    @Test
    void refusesAnEmptyDatabaseBesideAFileWithLeaves() {
        test.fill(3);
        for (String table : new String[] {"event", "leaf", "tile", "tile_edge", "checkpoint"}) {
            test.superuser().sql("delete from audit." + table).update();
        }

        refusedWith(Kind.ROLLED_BACK);
    }

    @Test
    void refusesALogThatGrewAnewFromAnOlderState() throws IOException {
        test.fill(5);
        String outside = Files.readString(test.checkpointFile);
        for (String table : new String[] {"event", "leaf", "tile", "tile_edge", "checkpoint"}) {
            test.superuser().sql("delete from audit." + table).update();
        }
        Files.delete(test.checkpointFile);
        test.fill(20);
        Files.writeString(test.checkpointFile, outside);

        refusedWith(Kind.FORKED);
    }

    @Test
    void refusesWhenTheFileIsGone() throws IOException {
        test.fill(5);
        Files.delete(test.checkpointFile);

        refusedWith(Kind.OUTSIDE_MISSING);
    }

    @Test
    void refusesAFileSignedByAnotherKeyOrWithoutACheckpoint() throws IOException {
        test.fill(5);
        SignedCheckpoint ours = SignedCheckpoint.parse(Files.readString(test.checkpointFile));
        KeyRing forger = KeyRing.createOrOpen(Files.createTempDirectory("forger"));
        NoteKey key = new NoteKey(TestLog.ORIGIN, forger.publicKey(KeyName.CHECKPOINT));
        String text = new Checkpoint(TestLog.ORIGIN, 2, new byte[32]).text();
        Files.writeString(
                test.checkpointFile,
                SignedNote.sign(text, key, bytes -> forger.sign(KeyName.CHECKPOINT, bytes))
                        .toString());
        refusedWith(Kind.OUTSIDE_FORGED);

        Files.writeString(test.checkpointFile, ours.text().replace("\n\n", "\n"));
        refusedWith(Kind.OUTSIDE_FORGED);
    }

    @Test
    void refusesACheckpointRowThatItDidNotSign() {
        test.fill(5);
        test.superuser().sql("""
                        insert into audit.checkpoint (size, root, mark_xid, mark_seq, note)
                        select size + 1, root, mark_xid, mark_seq, note from audit.checkpoint order by size desc limit 1
                        """).update();

        refusedWith(Kind.CHECKPOINT_FORGED);
    }

    @Test
    void refusesAnEditedEdgeOfTheTree() {
        test.fill(5);
        test.superuser()
                .sql(
                        "update audit.tile_edge set hashes = set_byte(hashes, 40, 1 + get_byte(hashes, 40) % 250) where level = 0")
                .update();

        refusedWith(Kind.TREE_EDITED);
    }

    @Test
    void refusesAServerWhoseTransactionNumbersAreBehindTheLog() {
        test.fill(5);
        test.tamper(
                "update audit.checkpoint set mark_xid = (pg_current_xact_id()::text::bigint + 1000000)::text::xid8");
        SequencingLag lag = new SequencingLag(test.database.dataSource(DatabaseRole.WORKER_EXTERNAL));

        refusedWith(Kind.WATERMARK_VOID);
        assertThat(lag.oldestUnsequenced()).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void signsAgainOnceTheRightFileIsBack() throws IOException {
        test.fill(5);
        String file = Files.readString(test.checkpointFile);
        Files.delete(test.checkpointFile);
        Sequencer sequencer = test.sequencer();
        catchThrowableOfType(LogInconsistentException.class, sequencer::tick);

        Files.writeString(test.checkpointFile, file);
        sequencer.tick();

        assertThat(sequencer.state().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(test.verifier().verify().problems()).isEmpty();
    }

    private void refusedWith(Kind kind) {
        test.append(2);
        long checkpoints = test.count("checkpoint");
        long alarms = test.count("alarm");
        try (Sequencer sequencer = test.sequencer()) {
            for (int i = 0; i < 3; i++) {
                LogInconsistentException refused =
                        catchThrowableOfType(LogInconsistentException.class, sequencer::tick);
                assertThat(refused).isNotNull();
                assertThat(refused.kind()).isEqualTo(kind);
            }
            assertThat(sequencer.state().phase()).isEqualTo(Phase.REFUSED);
            assertThat(sequencer.state().reason()).isEqualTo(Optional.of(kind.name()));
        }
        assertThat(test.count("checkpoint")).isEqualTo(checkpoints);
        assertThat(test.count("alarm")).isEqualTo(alarms + 1);
    }
}
