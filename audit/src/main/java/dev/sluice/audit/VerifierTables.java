package dev.sluice.audit;

import dev.sluice.audit.StoredCheckpoint.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the verifier reads, all in one snapshot. */
final class VerifierTables {
    private static final String CHECKPOINT = "select size, root, mark_xid::text, mark_seq, note from audit.checkpoint ";

    private final JdbcClient jdbc;

    VerifierTables(DataSource asVerifier) {
        this.jdbc = JdbcClient.create(asVerifier);
    }

    /**
     * A leaf and the event it points to.
     *
     * @param index its place
     * @param eventId as the leaf has it
     * @param hash as the leaf has it
     * @param columns of the event; null when there is no event
     * @param body of the event; null when there is no event
     */
    record LeafRow(
            long index, UUID eventId, byte[] hash, @Nullable StoredColumns columns, byte @Nullable [] body) {}

    /** An event without a leaf. */
    record Stray(UUID eventId, String type) {}

    /** Follows the leaves to their events one by one: a plan that reads every event for each page never ends. */
    void joinByIndex() {
        jdbc.sql("select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)")
                .query((row, number) -> 0)
                .list();
    }

    List<LeafRow> leaves(long from, long to) {
        return jdbc.sql("select l.leaf_index, l.event_id, l.hash, e.body, " + StoredColumns.NAMES + """
                         from audit.leaf l
                         left join audit.event e on e.recorded_at = l.recorded_at and e.seq = l.seq
                        where l.leaf_index >= :from and l.leaf_index < :to
                        order by l.leaf_index
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> {
                    byte[] body = row.getBytes(4);
                    return new LeafRow(
                            row.getLong(1),
                            row.getObject(2, UUID.class),
                            row.getBytes(3),
                            body == null ? null : StoredColumns.of(row, 5),
                            body);
                })
                .list();
    }

    /** One more than the highest leaf index: more than the count when some are missing. */
    long leafEnd() {
        return jdbc.sql("select coalesce(max(leaf_index) + 1, 0) from audit.leaf")
                .query(Long.class)
                .single();
    }

    Optional<StoredCheckpoint> newestCheckpoint() {
        return jdbc.sql(CHECKPOINT + "order by size desc limit 1")
                .query((row, number) -> checkpoint(row))
                .optional();
    }

    List<StoredCheckpoint> checkpoints(long after, long to) {
        return jdbc.sql(CHECKPOINT + "where size > :after and size <= :to order by size")
                .param("after", after)
                .param("to", to)
                .query((row, number) -> checkpoint(row))
                .list();
    }

    List<Tile> tiles(int level, long from, long to) {
        return jdbc.sql("""
                        select level, tile_index, hashes from audit.tile
                         where level = :level and tile_index >= :from and tile_index < :to
                        """)
                .param("level", level)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Tile(row.getInt(1), row.getLong(2), row.getBytes(3)))
                .list();
    }

    long tileCount() {
        return jdbc.sql("select count(*) from audit.tile").query(Long.class).single();
    }

    List<Tile> edge() {
        return jdbc.sql("select level, tile_index, hashes from audit.tile_edge order by level")
                .query((row, number) -> new Tile(row.getInt(1), row.getLong(2), row.getBytes(3)))
                .list();
    }

    /** Events up to the mark that have no leaf. */
    List<Stray> strays(Mark mark, int most) {
        return jdbc.sql("""
                        select e.event_id, e.type
                          from audit.event e
                         where (e.xid, e.seq) <= (:xid::xid8, :seq)
                           and not exists (select from audit.leaf l where l.seq = e.seq and l.recorded_at = e.recorded_at)
                         order by e.xid, e.seq
                         limit :most
                        """)
                .param("xid", mark.xid())
                .param("seq", mark.seq())
                .param("most", most)
                .query((row, number) -> new Stray(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /**
     * Events beyond the mark in the name of transactions that have not begun: nobody wrote them in the course of things, and
     * no sequencer ever takes them.
     */
    List<Stray> neverWritten(Mark mark, int most) {
        return jdbc.sql("""
                        select e.event_id, e.type
                          from audit.event e
                         where (e.xid, e.seq) > (:xid::xid8, :seq) and e.xid >= pg_snapshot_xmax(pg_current_snapshot())
                         order by e.xid, e.seq
                         limit :most
                        """)
                .param("xid", mark.xid())
                .param("seq", mark.seq())
                .param("most", most)
                .query((row, number) -> new Stray(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    long unsequenced(Mark mark) {
        return jdbc.sql("select count(*) from audit.event e where (e.xid, e.seq) > (:xid::xid8, :seq)")
                .param("xid", mark.xid())
                .param("seq", mark.seq())
                .query(Long.class)
                .single();
    }

    private static StoredCheckpoint checkpoint(ResultSet row) throws SQLException {
        return new StoredCheckpoint(
                row.getLong(1), row.getBytes(2), new Mark(row.getString(3), row.getLong(4)), row.getString(5));
    }
}
