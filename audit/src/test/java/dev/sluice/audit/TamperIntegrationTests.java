package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.VerificationReport.Problem;
import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.audit.verify.MerkleTree;
import java.nio.charset.StandardCharsets;
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
        test.tamper(
                "update audit.event set body = body || ' ' where seq = (select seq from audit.leaf where leaf_index = 3)");
        test.verifier().verify();

        assertThat(test.superuser().sql("""
                                select outcome || ' ' || coalesce(convert_from(body, 'UTF8')::jsonb -> 'detail' ->> 'firstBadLeaf', '-')
                                  from audit.event where type = 'verify.completed' order by seq
                                """).query(String.class).list()).containsExactly("SUCCESS -", "FAILURE 3");
    }

    @Test
    void findsAnEditedBody() {
        test.tamper("""
                update audit.event set body = convert_to(replace(convert_from(body, 'UTF8'), 'SUCCESS', 'REFUSED'), 'UTF8')
                 where seq = (select seq from audit.leaf where leaf_index = 417)
                """);

        Problem problem = test.verifyFinds(ProblemKind.BODY_EDITED);
        assertThat(problem.leaf()).isEqualTo(417);
    }

    @Test
    void findsABodyWhoseLeafWasEditedWithIt() {
        editBodyAndLeaf(100);

        VerificationReport report = test.verifier().verify();
        assertThat(TestLog.kinds(report)).contains(ProblemKind.LEAF_DIFFERS_FROM_TILE, ProblemKind.ROOT_DIFFERS);
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
        assertThat(TestLog.kinds(report)).containsExactly(ProblemKind.ROOT_DIFFERS, ProblemKind.OUTSIDE_DIFFERS);
        // The tree of the checkpoints up to leaf 202 or so is still right: the change is in the next one's leaves.
        assertThat(report.firstBadLeaf().orElseThrow()).isBetween(200L, 300L);
    }

    @Test
    void findsAnEditedColumnBesideAnUntouchedBody() {
        test.tamper("""
                update audit.event set document_id = gen_random_uuid()
                 where seq = (select seq from audit.leaf where leaf_index = 9)
                """);

        assertThat(test.verifyFinds(ProblemKind.COLUMN_EDITED).leaf()).isEqualTo(9);
    }

    @Test
    void findsADeletedEvent() {
        test.tamper("delete from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)");

        assertThat(test.verifyFinds(ProblemKind.EVENT_MISSING).leaf()).isEqualTo(50);
    }

    @Test
    void findsADeletedEventWhoseLeafWasDeletedWithIt() {
        test.tamper("delete from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)");
        test.tamper("delete from audit.leaf where leaf_index = 50");

        assertThat(test.verifyFinds(ProblemKind.LEAF_MISSING).leaf()).isEqualTo(50);
    }

    @Test
    void findsAnEventThatWasInsertedIntoThePast() {
        UUID id = UUID.randomUUID();
        test.tamper("""
                insert into audit.event (xid, event_id, type, outcome, occurred_at, recorded_at, body)
                select xid, '%s', type, outcome, occurred_at, recorded_at, body
                  from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)
                """.formatted(id));

        assertThat(test.verifyFinds(ProblemKind.EVENT_WITHOUT_LEAF).eventId()).isEqualTo(id);
    }

    /** With the number of a recorded event, so that it could be taken for that one. */
    @Test
    void findsAnEventThatWasInsertedIntoTheFuture() {
        UUID id = UUID.randomUUID();
        test.tamper("""
                insert into audit.event (xid, seq, event_id, type, outcome, occurred_at, recorded_at, body)
                overriding system value
                select '9223372036854775807', seq, '%s', type, outcome, occurred_at, recorded_at + interval '1 microsecond',
                       body
                  from audit.event where seq = (select seq from audit.leaf where leaf_index = 50)
                """.formatted(id));

        assertThat(test.verifyFinds(ProblemKind.EVENT_WITHOUT_LEAF).eventId()).isEqualTo(id);
    }

    @Test
    void findsSwappedLeaves() {
        sql("update audit.leaf set leaf_index = -1 - leaf_index where leaf_index in (20, 30)", "leaf_leaf_index_check");
        test.tamper(
                "update audit.leaf set leaf_index = case leaf_index when -21 then 30 else 20 end where leaf_index < 0");

        VerificationReport report = test.verifier().verify();
        assertThat(TestLog.kinds(report)).contains(ProblemKind.LEAF_DIFFERS_FROM_TILE, ProblemKind.ROOT_DIFFERS);
        assertThat(report.problems())
                .filteredOn(problem -> problem.kind() == ProblemKind.LEAF_DIFFERS_FROM_TILE)
                .extracting(Problem::leaf)
                .containsExactly(20L, 30L);
    }

    @Test
    void findsDeletedLeavesAtTheEnd() {
        long size = test.count("leaf");
        test.tamper("delete from audit.event where seq in (select seq from audit.leaf where leaf_index >= " + (size - 3)
                + ")");
        test.tamper("delete from audit.leaf where leaf_index >= " + (size - 3));

        VerificationReport report = test.verifier().verify();
        assertThat(TestLog.kinds(report)).containsOnly(ProblemKind.LEAF_MISSING);
        assertThat(report.firstBadLeaf()).hasValue(size - 3);
    }

    @Test
    void findsAnEditedTile() {
        test.tamper("""
                update audit.tile set hashes = set_byte(hashes, 320, (get_byte(hashes, 320) + 1) % 256)
                 where level = 0 and tile_index = 1
                """);

        assertThat(test.verifyFinds(ProblemKind.LEAF_DIFFERS_FROM_TILE).leaf()).isEqualTo(256 + 10);
    }

    @Test
    void findsAnEditedEdgeAMissingTileAndOneTooMany() {
        test.tamper(
                "update audit.tile_edge set hashes = set_byte(hashes, 3, (get_byte(hashes, 3) + 1) % 256) where level = 1");
        test.verifyFinds(ProblemKind.TILE_EDITED);

        test.tamper(
                "update audit.tile_edge set hashes = set_byte(hashes, 3, (get_byte(hashes, 3) + 255) % 256) where level = 1");
        assertThat(test.verifier().verify().problems()).isEmpty();

        test.tamper("insert into audit.tile select level, 77, hashes from audit.tile where tile_index = 0");
        test.verifyFinds(ProblemKind.TILE_EDITED);

        test.tamper("delete from audit.tile where tile_index in (1, 77)");
        test.verifyFinds(ProblemKind.TILE_EDITED);
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

    private void sql(String sql, String constraintInTheWay) {
        test.superuser()
                .sql("alter table audit.leaf drop constraint " + constraintInTheWay)
                .update();
        test.tamper(sql);
    }

    private void sql(String sql, byte[] hash, int at) {
        assertThat(test.superuser().sql(sql).param("hash", hash).param("at", at).update())
                .isOne();
    }
}
