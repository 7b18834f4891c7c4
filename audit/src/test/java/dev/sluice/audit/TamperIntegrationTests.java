package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.VerificationReport.Problem;
import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.MerkleTree;
import dev.sluice.audit.verify.NoteKey;
import dev.sluice.audit.verify.SignedNote;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A superuser's hand in the tables, past every grant and trigger: each is found, and the first bad leaf named. */
class TamperIntegrationTests {
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
    void findsAnUntouchedLogIntactAndClaimsNoMoreThanItsOwnKey() {
        VerificationReport report = test.verifier().verify();

        assertThat(report.problems()).isEmpty();
        assertThat(report.intact()).isTrue();
        assertThat(report.leaves()).isEqualTo(test.count("leaf")).isGreaterThan(600);
        assertThat(report.unsequenced()).isZero();
        assertThat(report.firstBadLeaf()).isEmpty();
        assertThat(report.statement()).isEqualTo("intact against this machine's own key only");
        assertThat(report.key()).startsWith(TestLog.ORIGIN + "+");
    }

    @Test
    void recordsEachVerificationWithItsFinding() {
        test.verifier().verify();
        sql("update audit.event set body = body || ' ' where seq = (select seq from audit.leaf where leaf_index = 3)");
        test.verifier().verify();

        assertThat(test.superuser().sql("""
                                select outcome || ' ' || coalesce(convert_from(body, 'UTF8')::jsonb -> 'detail' ->> 'firstBadLeaf', '-')
                                  from audit.event where type = 'verify.completed' order by seq
                                """).query(String.class).list()).containsExactly("SUCCESS -", "FAILURE 3");
    }

    @Test
    void findsAnEditedBody() {
        sql("""
                update audit.event set body = convert_to(replace(convert_from(body, 'UTF8'), 'SUCCESS', 'REFUSED'), 'UTF8')
                 where seq = (select seq from audit.leaf where leaf_index = 417)
                """);

        Problem problem = only(ProblemKind.BODY_EDITED);
        assertThat(problem.leaf()).isEqualTo(417);
    }

    @Test
    void findsABodyWhoseLeafWasEditedWithIt() {
        editBodyAndLeaf(100);

        VerificationReport report = test.verifier().verify();
        assertThat(kinds(report)).contains(ProblemKind.LEAF_DIFFERS_FROM_TILE, ProblemKind.ROOT_DIFFERS);
        assertThat(report.problems())
                .filteredOn(problem -> problem.kind() == ProblemKind.LEAF_DIFFERS_FROM_TILE)
                .extracting(Problem::leaf)
                .containsExactly(100L);
    }

    @Test
    void findsABodyWhoseLeafAndTilesWereAllEditedWithIt() {
        byte[] hash = editBodyAndLeaf(300);
        sql(
                "update audit.tile set hashes = overlay(hashes placing :hash from :at) where level = 0 and tile_index = 1",
                hash,
                1 + 32 * (300 - 256));
        byte[] tile = test.superuser()
                .sql("select hashes from audit.tile where level = 0 and tile_index = 1")
                .query(byte[].class)
                .single();
        sql(
                "update audit.tile_edge set hashes = overlay(hashes placing :hash from :at) where level = 1",
                Tile.root(tile, 0, 256),
                33);

        VerificationReport report = test.verifier().verify();
        assertThat(kinds(report)).containsExactly(ProblemKind.ROOT_DIFFERS, ProblemKind.OUTSIDE_DIFFERS);
        // The tree of the checkpoints up to leaf 202 or so is still right: the change is in the next one's leaves.
        assertThat(report.firstBadLeaf().orElseThrow()).isBetween(200L, 300L);
    }

    @Test
    void findsAnEditedColumnBesideAnUntouchedBody() {
        sql("""
                update audit.event set document_id = gen_random_uuid()
                 where seq = (select seq from audit.leaf where leaf_index = 9)
                """);

        assertThat(only(ProblemKind.COLUMN_EDITED).leaf()).isEqualTo(9);
    }

    @Test
    void findsADeletedEvent() {
        sql("delete from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)");

        assertThat(only(ProblemKind.EVENT_MISSING).leaf()).isEqualTo(50);
    }

    @Test
    void findsADeletedEventWhoseLeafWasDeletedWithIt() {
        sql("delete from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)");
        sql("delete from audit.leaf where leaf_index = 50");

        assertThat(only(ProblemKind.LEAF_MISSING).leaf()).isEqualTo(50);
    }

    @Test
    void findsAnEventThatWasInsertedIntoThePast() {
        UUID id = UUID.randomUUID();
        sql("""
                insert into audit.event (xid, event_id, type, outcome, occurred_at, recorded_at, body)
                select xid, '%s', type, outcome, occurred_at, recorded_at, body
                  from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)
                """.formatted(id));

        assertThat(only(ProblemKind.EVENT_WITHOUT_LEAF).eventId()).isEqualTo(id);
    }

    @Test
    void findsSwappedLeaves() {
        sql("update audit.leaf set leaf_index = -1 - leaf_index where leaf_index in (20, 30)", "leaf_leaf_index_check");
        sql("update audit.leaf set leaf_index = case leaf_index when -21 then 30 else 20 end where leaf_index < 0");

        VerificationReport report = test.verifier().verify();
        assertThat(kinds(report)).contains(ProblemKind.LEAF_DIFFERS_FROM_TILE, ProblemKind.ROOT_DIFFERS);
        assertThat(report.problems())
                .filteredOn(problem -> problem.kind() == ProblemKind.LEAF_DIFFERS_FROM_TILE)
                .extracting(Problem::leaf)
                .containsExactly(20L, 30L);
    }

    @Test
    void findsALogWhoseTailWasCutOff() {
        long size = test.superuser()
                .sql("select size from audit.checkpoint order by size desc offset 1 limit 1")
                .query(Long.class)
                .single();
        truncateTo(size);

        VerificationReport report = test.verifier().verify();
        assertThat(kinds(report)).contains(ProblemKind.ROLLED_BACK);
        assertThat(report.firstBadLeaf()).hasValue(size);
        assertThat(report.statement()).startsWith("NOT INTACT");
    }

    @Test
    void findsDeletedLeavesAtTheEnd() {
        long size = test.count("leaf");
        sql("delete from audit.event where seq in (select seq from audit.leaf where leaf_index >= " + (size - 3) + ")");
        sql("delete from audit.leaf where leaf_index >= " + (size - 3));

        VerificationReport report = test.verifier().verify();
        assertThat(kinds(report)).containsOnly(ProblemKind.LEAF_MISSING);
        assertThat(report.firstBadLeaf()).hasValue(size - 3);
    }

    @Test
    void findsAnEditedTile() {
        sql("""
                update audit.tile set hashes = set_byte(hashes, 320, (get_byte(hashes, 320) + 1) % 256)
                 where level = 0 and tile_index = 1
                """);

        assertThat(only(ProblemKind.LEAF_DIFFERS_FROM_TILE).leaf()).isEqualTo(256 + 10);
    }

    @Test
    void findsAnEditedEdgeAMissingTileAndOneTooMany() {
        sql("update audit.tile_edge set hashes = set_byte(hashes, 3, (get_byte(hashes, 3) + 1) % 256) where level = 1");
        only(ProblemKind.TILE_EDITED);

        sql(
                "update audit.tile_edge set hashes = set_byte(hashes, 3, (get_byte(hashes, 3) + 255) % 256) where level = 1");
        assertThat(test.verifier().verify().problems()).isEmpty();

        sql("insert into audit.tile select level, 77, hashes from audit.tile where tile_index = 0");
        only(ProblemKind.TILE_EDITED);

        sql("delete from audit.tile where tile_index in (1, 77)");
        only(ProblemKind.TILE_EDITED);
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
        only(ProblemKind.SIGNATURE_INVALID);

        Files.writeString(test.checkpointFile, forged);
        assertThat(kinds(test.verifier().verify()))
                .containsExactlyInAnyOrder(ProblemKind.SIGNATURE_INVALID, ProblemKind.OUTSIDE_FORGED);
    }

    @Test
    void findsAnEditedCheckpointOfThePastWithoutBlamingALeaf() {
        sql("""
                update audit.checkpoint set root = set_byte(root, 0, (get_byte(root, 0) + 1) % 256)
                 where size = (select min(size) from audit.checkpoint where size > 0)
                """);

        assertThat(only(ProblemKind.CHECKPOINT_EDITED).leaf()).isNull();
    }

    @Test
    void findsANewestCheckpointThatWasDeleted() {
        sql("delete from audit.checkpoint where size = (select max(size) from audit.checkpoint)");

        assertThat(kinds(test.verifier().verify()))
                .contains(ProblemKind.LEAF_WITHOUT_CHECKPOINT, ProblemKind.ROLLED_BACK);
    }

    @Test
    void findsThatTheOutsideCheckpointIsGoneOrUnreadable() throws IOException {
        Files.writeString(test.checkpointFile, "nothing");
        assertThat(kinds(test.verifier().verify())).contains(ProblemKind.OUTSIDE_FORGED);

        Files.delete(test.checkpointFile);
        only(ProblemKind.OUTSIDE_MISSING);
    }

    @Test
    void findsALogThatItsOwnKeySignedAnewWithOtherLeaves() throws IOException {
        String outside = Files.readString(test.checkpointFile);
        for (String table : List.of("event", "leaf", "tile", "tile_edge", "checkpoint")) {
            sql("delete from audit." + table);
        }
        Files.delete(test.checkpointFile);
        test.fill(700);
        Files.writeString(test.checkpointFile, outside);

        only(ProblemKind.OUTSIDE_DIFFERS);
    }

    @Test
    void isNotDisturbedBySequencingBesideIt() {
        try (Sequencer sequencer = test.sequencer()) {
            sequencer.start();
            for (int i = 0; i < 30; i++) {
                test.append(20);
                assertThat(test.verifier().verify().problems()).isEmpty();
            }
        }
    }

    private byte[] editBodyAndLeaf(long index) {
        byte[] body = test.superuser()
                .sql("select body from audit.event join audit.leaf using (seq) where leaf_index = :index")
                .param("index", index)
                .query(byte[].class)
                .single();
        byte[] edited = new String(body, StandardCharsets.UTF_8)
                .replace("\"number\":", "\"number\":1")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(edited).isNotEqualTo(body);
        byte[] hash = MerkleTree.leafHash(edited);
        test.superuser()
                .sql(
                        "update audit.event set body = :body where seq = (select seq from audit.leaf where leaf_index = :index)")
                .param("body", edited)
                .param("index", index)
                .update();
        test.superuser()
                .sql("update audit.leaf set hash = :hash where leaf_index = :index")
                .param("hash", hash)
                .param("index", index)
                .update();
        return hash;
    }

    /** As a backup taken at that size would be restored. */
    private void truncateTo(long size) {
        long edge = size - size / 256 * 256;
        sql("delete from audit.event where seq in (select seq from audit.leaf where leaf_index >= " + size + ")");
        sql("delete from audit.leaf where leaf_index >= " + size);
        sql("delete from audit.checkpoint where size > " + size);
        sql("update audit.tile_edge set hashes = substring(hashes for " + 32 * edge + ") where level = 0");
    }

    private Problem only(ProblemKind kind) {
        VerificationReport report = test.verifier().verify();
        assertThat(report.problems()).extracting(Problem::kind).containsExactly(kind);
        assertThat(report.intact()).isFalse();
        return report.problems().getFirst();
    }

    private static List<ProblemKind> kinds(VerificationReport report) {
        return report.problems().stream().map(Problem::kind).distinct().toList();
    }

    private void sql(String sql) {
        assertThat(test.superuser().sql(sql).update()).as(sql).isPositive();
    }

    private void sql(String sql, String constraintInTheWay) {
        test.superuser()
                .sql("alter table audit.leaf drop constraint " + constraintInTheWay)
                .update();
        sql(sql);
    }

    private void sql(String sql, byte[] hash, int at) {
        assertThat(test.superuser().sql(sql).param("hash", hash).param("at", at).update())
                .isOne();
    }
}
