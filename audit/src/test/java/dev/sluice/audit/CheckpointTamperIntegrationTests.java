package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.NoteKey;
import dev.sluice.audit.verify.SignedNote;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forged, edited, deleted checkpoints, and a database that is not the one that was signed. */
class CheckpointTamperIntegrationTests {
    private final TestLog test = new TestLog();

    @BeforeEach
    void fill() {
        test.fill(200, 200, 200);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void findsAForgedCheckpointAndOneOfAnotherKey() throws IOException {
        KeyRing forger = KeyRing.createOrOpen(Files.createTempDirectory("forger"));
        NoteKey key = new NoteKey(TestLog.ORIGIN, forger.publicKey(KeyName.CHECKPOINT));
        Checkpoint signed =
                SignedCheckpoint.parse(Files.readString(test.checkpointFile)).checkpoint();
        String forged = SignedNote.sign(signed.text(), key, text -> forger.sign(KeyName.CHECKPOINT, text))
                .toString();
        test.superuser()
                .sql("update audit.checkpoint set note = :note where size = :size")
                .param("note", forged)
                .param("size", signed.size())
                .update();
        test.verifyFinds(ProblemKind.SIGNATURE_INVALID);

        Files.writeString(test.checkpointFile, forged);
        assertThat(TestLog.kinds(test.verifier().verify()))
                .containsExactlyInAnyOrder(ProblemKind.SIGNATURE_INVALID, ProblemKind.OUTSIDE_FORGED);
    }

    @Test
    void claimsNoWitnessForALineThatAnybodyCouldHaveAppended() {
        String line = "\u2014 witness.example.org " + Base64.getEncoder().encodeToString(new byte[68]) + "\n";
        test.superuser()
                .sql("update audit.checkpoint set note = note || :line")
                .param("line", line)
                .update();

        VerificationReport report = test.verifier().verify();

        assertThat(report.problems()).isEmpty();
        assertThat(report.unchecked()).isOne();
        assertThat(report.statement())
                .isEqualTo("intact against this machine's own key only; 1 signature of an unknown key was not checked");
    }

    @Test
    void findsAnEditedCheckpointOfThePastWithoutBlamingALeaf() {
        test.tamper("""
                update audit.checkpoint set root = set_byte(root, 0, (get_byte(root, 0) + 1) % 256)
                 where size = (select min(size) from audit.checkpoint where size > 0)
                """);

        assertThat(test.verifyFinds(ProblemKind.CHECKPOINT_EDITED).leaf()).isNull();
    }

    @Test
    void findsACheckpointOfThePastThatNobodySigned() throws IOException {
        KeyRing forger = KeyRing.createOrOpen(Files.createTempDirectory("forger"));
        NoteKey key = new NoteKey(TestLog.ORIGIN, forger.publicKey(KeyName.CHECKPOINT));
        String past = "(select min(size) from audit.checkpoint where size > 0)";
        Checkpoint signed = SignedCheckpoint.parse(test.superuser()
                        .sql("select note from audit.checkpoint where size = " + past)
                        .query(String.class)
                        .single())
                .checkpoint();
        test.superuser()
                .sql("update audit.checkpoint set note = :note where size = :size")
                .param(
                        "note",
                        SignedNote.sign(signed.text(), key, text -> forger.sign(KeyName.CHECKPOINT, text))
                                .toString())
                .param("size", signed.size())
                .update();

        test.verifyFinds(ProblemKind.CHECKPOINT_EDITED);
    }

    @Test
    void findsANewestCheckpointThatWasDeleted() {
        test.tamper("delete from audit.checkpoint where size = (select max(size) from audit.checkpoint)");

        assertThat(TestLog.kinds(test.verifier().verify()))
                .contains(ProblemKind.LEAF_WITHOUT_CHECKPOINT, ProblemKind.ROLLED_BACK);
    }

    @Test
    void findsThatTheOutsideCheckpointIsGoneOrUnreadable() throws IOException {
        Files.writeString(test.checkpointFile, "nothing");
        assertThat(TestLog.kinds(test.verifier().verify())).contains(ProblemKind.OUTSIDE_FORGED);

        Files.delete(test.checkpointFile);
        test.verifyFinds(ProblemKind.OUTSIDE_MISSING);
    }

    @Test
    void findsALogThatItsOwnKeySignedAnewWithOtherLeaves() throws IOException {
        String outside = Files.readString(test.checkpointFile);
        for (String table : List.of("event", "leaf", "tile", "tile_edge", "checkpoint")) {
            test.tamper("delete from audit." + table);
        }
        Files.delete(test.checkpointFile);
        test.fill(700);
        Files.writeString(test.checkpointFile, outside);

        test.verifyFinds(ProblemKind.OUTSIDE_DIFFERS);
    }

    @Test
    void findsALogWhoseTailWasCutOff() {
        long size = test.superuser()
                .sql("select size from audit.checkpoint order by size desc offset 1 limit 1")
                .query(Long.class)
                .single();
        truncateTo(size);

        VerificationReport report = test.verifier().verify();
        assertThat(TestLog.kinds(report)).contains(ProblemKind.ROLLED_BACK);
        assertThat(report.firstBadLeaf()).hasValue(size);
        assertThat(report.statement()).startsWith("NOT INTACT");
    }

    /** As a backup taken at that size would be restored. */
    private void truncateTo(long size) {
        long edge = size - size / 256 * 256;
        test.tamper(
                "delete from audit.event where seq in (select seq from audit.leaf where leaf_index >= " + size + ")");
        test.tamper("delete from audit.leaf where leaf_index >= " + size);
        test.tamper("delete from audit.checkpoint where size > " + size);
        test.tamper("update audit.tile_edge set hashes = substring(hashes for " + 32 * edge + ") where level = 0");
    }
}
