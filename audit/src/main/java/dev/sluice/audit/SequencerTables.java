package dev.sluice.audit;

import dev.sluice.audit.StoredCheckpoint.Mark;
import dev.sluice.audit.verify.MerkleTree;
import java.sql.PreparedStatement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the sequencer reads and writes, on its one connection and in its transaction. */
final class SequencerTables implements TileTree.Source {
    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    SequencerTables(DataSource oneConnection) {
        this.template = new JdbcTemplate(oneConnection);
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * A committed event on its way to a leaf.
     *
     * @param mark its place in the order
     * @param recordedAt the key of its partition
     * @param eventId its id
     * @param leafHash the hash of its body
     */
    record Pending(Mark mark, OffsetDateTime recordedAt, UUID eventId, byte[] leafHash) {}

    /** Takes the log for this connection's life; false when another has it. */
    boolean lock() {
        return jdbc.sql("select pg_try_advisory_lock(hashtextextended('sluice.audit.sequencer', 0))")
                .query(Boolean.class)
                .single();
    }

    void unlock() {
        jdbc.sql("select pg_advisory_unlock_all()").query((row, number) -> 0).list();
    }

    int ensurePartitions(int monthsAhead) {
        return jdbc.sql("select audit.ensure_partitions(:months)")
                .param("months", monthsAhead)
                .query(Integer.class)
                .single();
    }

    Optional<StoredCheckpoint> newestCheckpoint() {
        return jdbc.sql(
                        "select size, root, mark_xid::text, mark_seq, note from audit.checkpoint order by size desc limit 1")
                .query((row, number) -> new StoredCheckpoint(
                        row.getLong(1), row.getBytes(2), new Mark(row.getString(3), row.getLong(4)), row.getString(5)))
                .optional();
    }

    /** Whether the server's transaction numbers have passed the mark, as they have if it is the server that set it. */
    boolean hasPassed(Mark mark) {
        return jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot()) > :xid::xid8")
                .param("xid", mark.xid())
                .query(Boolean.class)
                .single();
    }

    List<Tile> edge() {
        return jdbc.sql("select level, tile_index, hashes from audit.tile_edge")
                .query((row, number) -> new Tile(row.getInt(1), row.getLong(2), row.getBytes(3)))
                .list();
    }

    @Override
    public Tile tile(int level, long index) {
        return jdbc.sql("""
                        select hashes from audit.tile where level = :level and tile_index = :index
                        union all
                        select hashes from audit.tile_edge where level = :level and tile_index = :index
                        """)
                .param("level", level)
                .param("index", index)
                .query((row, number) -> new Tile(level, index, row.getBytes(1)))
                .optional()
                .orElseThrow(() -> new AuditException("tile " + level + "/" + index + " is missing"));
    }

    /**
     * The next events behind the oldest running transaction. Whatever is committed later has a higher transaction id,
     * so an event can neither be overtaken nor lost; a cursor over the sequence alone loses those that commit late.
     * (The order is by the column: a plain {@code xid} would mean the text beside it, in which 1000 comes before 999.)
     */
    List<Pending> pending(Mark mark, int most) {
        return jdbc.sql("""
                        select e.xid::text, e.seq, e.recorded_at, e.event_id, e.body
                          from audit.event e
                         where (e.xid, e.seq) > (:xid::xid8, :seq) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
                         order by e.xid, e.seq
                         limit :most
                        """)
                .param("xid", mark.xid())
                .param("seq", mark.seq())
                .param("most", most)
                .query((row, number) -> new Pending(
                        new Mark(row.getString(1), row.getLong(2)),
                        row.getObject(3, OffsetDateTime.class),
                        row.getObject(4, UUID.class),
                        MerkleTree.leafHash(row.getBytes(5))))
                .list();
    }

    void addLeaves(long first, List<Pending> events) {
        template.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into audit.leaf (leaf_index, seq, recorded_at, event_id, hash)
                    select ? + position - 1, seq, recorded_at, event_id, hash
                      from unnest(?::bigint[], ?::timestamptz[], ?::uuid[], ?::bytea[])
                           with ordinality as one (seq, recorded_at, event_id, hash, position)
                    """)) {
                insert.setLong(1, first);
                insert.setArray(
                        2,
                        connection.createArrayOf(
                                "int8",
                                events.stream().map(event -> event.mark().seq()).toArray()));
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                events.stream()
                                        .map(event -> event.recordedAt().toString())
                                        .toArray()));
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "uuid", events.stream().map(Pending::eventId).toArray()));
                insert.setArray(
                        5,
                        connection.createArrayOf(
                                "bytea", events.stream().map(Pending::leafHash).toArray(byte[][]::new)));
                return insert.executeUpdate();
            }
        });
    }

    void addTile(Tile tile) {
        jdbc.sql("insert into audit.tile (level, tile_index, hashes) values (:level, :index, :hashes)")
                .param("level", tile.level())
                .param("index", tile.index())
                .param("hashes", tile.hashes())
                .update();
    }

    void saveEdge(Tile tile) {
        jdbc.sql("""
                        insert into audit.tile_edge (level, tile_index, hashes) values (:level, :index, :hashes)
                        on conflict (level) do update set tile_index = excluded.tile_index, hashes = excluded.hashes
                        """)
                .param("level", tile.level())
                .param("index", tile.index())
                .param("hashes", tile.hashes())
                .update();
    }

    void addCheckpoint(StoredCheckpoint checkpoint) {
        jdbc.sql("""
                        insert into audit.checkpoint (size, root, mark_xid, mark_seq, note)
                        values (:size, :root, :xid::xid8, :seq, :note)
                        """)
                .param("size", checkpoint.size())
                .param("root", checkpoint.root())
                .param("xid", checkpoint.mark().xid())
                .param("seq", checkpoint.mark().seq())
                .param("note", checkpoint.note())
                .update();
    }

    void raiseAlarm(LogInconsistentException refused) {
        jdbc.sql("insert into audit.alarm (kind, database_size, outside_size) values (:kind, :database, :outside)")
                .param("kind", refused.kind().name())
                .param("database", refused.databaseSize())
                .param("outside", refused.outsideSize())
                .update();
    }
}
