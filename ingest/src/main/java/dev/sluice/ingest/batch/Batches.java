package dev.sluice.ingest.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The batch table: who holds which range until when. Single statements; each joins the caller's transaction if there is one. */
final class Batches {
    private final JdbcClient jdbc;
    private final UUID owner;
    private final Duration lease;

    Batches(DataSource dataSource, UUID owner, Duration lease) {
        this.jdbc = JdbcClient.create(dataSource);
        this.owner = owner;
        this.lease = lease;
    }

    /** Takes the oldest batch that nobody holds: planned, failed and rested, or left by a node that fell silent. */
    Optional<Batch> claim() {
        return jdbc.sql("""
                        with taken as (
                          update sluice.batch
                             set state = 'RUNNING', reason = null, lease_owner = :owner, fence = fence + 1,
                                 lease_until = clock_timestamp() + make_interval(secs => :lease)
                           where batch_id = (
                                   select batch_id from sluice.batch
                                    where state = 'PLANNED'
                                       or state in ('RUNNING', 'FAILED')
                                          and (lease_until is null or lease_until < clock_timestamp())
                                    order by planned_at, batch_id
                                    limit 1
                                      for update skip locked)
                          returning *)
                        select b.batch_id, b.topic_key, s.cluster_id, s.topic_id, s.name, b.partition, b.from_offset,
                               b.to_offset, b.run, b.fence
                          from taken b join sluice.source_topic s using (topic_key)
                        """)
                .param("owner", owner)
                .param("lease", seconds(lease))
                .query(Batches::read)
                .optional();
    }

    /** Frees every running batch: only for a node that knows that no other process exists. */
    int releaseAll() {
        return jdbc.sql("update sluice.batch set lease_until = null where state = 'RUNNING'")
                .update();
    }

    /**
     * Lengthens the lease, and locks the batch until the end of the caller's transaction if there is one.
     *
     * @throws FenceLostException if another node holds it
     */
    void hold(Batch batch) {
        int held = jdbc.sql("""
                        update sluice.batch set lease_until = clock_timestamp() + make_interval(secs => :lease)
                         where batch_id = :batch and fence = :fence and state = 'RUNNING'
                        """)
                .param("lease", seconds(lease))
                .param("batch", batch.batchId())
                .param("fence", batch.fence())
                .update();
        if (held != 1) {
            throw new FenceLostException(batch.batchId(), batch.fence());
        }
    }

    /** Lengthens the leases of batches that are being worked on. */
    void heartbeat(Collection<Batch> running) {
        for (Batch batch : running) {
            jdbc.sql("""
                            update sluice.batch set lease_until = clock_timestamp() + make_interval(secs => :lease)
                             where batch_id = :batch and fence = :fence and state = 'RUNNING'
                            """)
                    .param("lease", seconds(lease))
                    .param("batch", batch.batchId())
                    .param("fence", batch.fence())
                    .update();
        }
    }

    /** Every document of the batch has its outcome. */
    boolean end(Batch batch) {
        return leave(batch, "ENDED", null, Duration.ZERO);
    }

    /** Puts it back: another node, or this one later, goes on with it. */
    boolean putBack(Batch batch) {
        return leave(batch, "PLANNED", null, Duration.ZERO);
    }

    /** Lets it rest after a failure; it is taken again afterwards. */
    boolean fail(Batch batch, String reason, Duration rest) {
        return leave(batch, "FAILED", reason, rest);
    }

    private boolean leave(Batch batch, String state, @org.jspecify.annotations.Nullable String reason, Duration rest) {
        return jdbc.sql("""
                                update sluice.batch
                                   set state = :state, reason = :reason, lease_owner = null,
                                       lease_until = clock_timestamp() + make_interval(secs => :rest),
                                       ended_at = case when :state = 'ENDED' then clock_timestamp() end
                                 where batch_id = :batch and fence = :fence and state = 'RUNNING'
                                """)
                        .param("state", state)
                        .param("reason", reason, java.sql.Types.VARCHAR)
                        .param("rest", seconds(rest))
                        .param("batch", batch.batchId())
                        .param("fence", batch.fence())
                        .update()
                == 1;
    }

    /** The first offset of the range without an outcome. Chunks write a range from its beginning without gaps. */
    long nextOffset(Batch batch) {
        return jdbc.sql("""
                        select coalesce(max(record_offset) + 1, :from) from sluice.offset_outcome
                         where topic_key = :topic and partition = :partition
                           and record_offset >= :from and record_offset < :to
                        """)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .param("from", batch.fromOffset())
                .param("to", batch.toOffset())
                .query(Long.class)
                .single();
    }

    /** How many offsets of the range have an outcome. */
    long outcomes(Batch batch) {
        return jdbc.sql("""
                        select count(*) from sluice.offset_outcome
                         where topic_key = :topic and partition = :partition
                           and record_offset >= :from and record_offset < :to
                        """)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .param("from", batch.fromOffset())
                .param("to", batch.toOffset())
                .query(Long.class)
                .single();
    }

    private static Batch read(ResultSet row, int number) throws SQLException {
        return new Batch(
                row.getObject("batch_id", UUID.class),
                row.getLong("topic_key"),
                row.getString("cluster_id"),
                row.getString("topic_id"),
                row.getString("name"),
                row.getInt("partition"),
                row.getLong("from_offset"),
                row.getLong("to_offset"),
                row.getString("run"),
                row.getLong("fence"));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
