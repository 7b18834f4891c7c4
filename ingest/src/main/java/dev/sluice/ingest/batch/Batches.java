package dev.sluice.ingest.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The batch table: who holds which range until when. Single statements; each joins the caller's transaction if there is one. */
final class Batches {
    private final JdbcClient jdbc;
    private final UUID owner;
    private final Duration lease;
    private final String bundle;

    Batches(DataSource dataSource, UUID owner, Duration lease, String bundle) {
        this.jdbc = JdbcClient.create(dataSource);
        this.bundle = bundle;
        this.owner = owner;
        this.lease = lease;
    }

    /**
     * Takes the oldest batch that nobody holds: planned, failed and rested, or left by a node that fell silent. The last is a
     * loss unless the node was this one, which lives. Not one of a plan that is paused, whose turn has not come, or that another
     * bundle than this node's has to decide.
     */
    Optional<Batch> claim() {
        return jdbc.sql("""
                        with free as (
                          select batch_id, state = 'RUNNING' and lease_owner is distinct from :owner as lost,
                                 state = 'RUNNING' and lease_owner = :owner as own
                            from sluice.batch
                           where (state = 'PLANNED'
                                  or state in ('RUNNING', 'FAILED')
                                     and (lease_until is null or lease_until < clock_timestamp()))
                             and (run = '0' or exists (
                                    select from sluice.rerun_plan p
                                     where p.plan_id = case when run <> '0' then run::uuid end
                                       and p.state = 'STARTED'
                                       and (p.rate is null or p.next_at is null or p.next_at <= clock_timestamp())
                                       and (p.policy_mode = 'ACTIVE' or p.bundle_digest = :bundle)))
                           order by planned_at, batch_id
                           limit 1
                             for update skip locked),
                        taken as (
                          update sluice.batch b
                             set state = 'RUNNING', reason = null, lease_owner = :owner, fence = b.fence + 1,
                                 lease_until = clock_timestamp() + make_interval(secs => :lease),
                                 losses = b.losses + free.lost::integer,
                                 alone = case when not free.own then b.alone end
                            from free where b.batch_id = free.batch_id
                          returning b.*)
                        select b.batch_id, b.topic_key, s.cluster_id, s.topic_id, s.name, b.partition, b.from_offset,
                               b.to_offset, b.run, b.fence, b.losses, b.alone
                          from taken b join sluice.source_topic s using (topic_key)
                        """)
                .param("owner", owner)
                .param("lease", seconds(lease))
                .param("bundle", bundle)
                .query(Batches::read)
                .optional();
    }

    /** Frees every running batch: only for a node that knows that no other process exists. */
    int releaseAll() {
        return jdbc.sql("update sluice.batch set lease_until = null where state = 'RUNNING'")
                .update();
    }

    /** Puts back all that this node holds, so that nothing is blamed for what it was doing when it was stopped. */
    int putBackAll() {
        return jdbc.sql("""
                        update sluice.batch
                           set state = 'PLANNED', lease_owner = null, lease_until = clock_timestamp(), alone = null
                         where batch_id in (select batch_id from sluice.batch
                                             where state = 'RUNNING' and lease_owner = :owner for update skip locked)
                        """).param("owner", owner).update();
    }

    /**
     * Lengthens the lease, and locks the batch until the end of the caller's transaction, in which a chunk of it is written:
     * with that no loss counts any more, and nothing is under way.
     *
     * @throws FenceLostException if another node holds it
     */
    void hold(Batch batch) {
        int held = jdbc.sql("""
                        update sluice.batch
                           set lease_until = clock_timestamp() + make_interval(secs => :lease), losses = 0, alone = null
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

    /**
     * Notes which item is under way, and nothing else in this node with it.
     *
     * @param place its offset, or its position in the plan
     * @throws FenceLostException if another node holds the batch
     */
    void alone(Batch batch, long place) {
        int noted = jdbc.sql("""
                        update sluice.batch set alone = :place
                         where batch_id = :batch and fence = :fence and state = 'RUNNING'
                        """)
                .param("place", place)
                .param("batch", batch.batchId())
                .param("fence", batch.fence())
                .update();
        if (noted != 1) {
            throw new FenceLostException(batch.batchId(), batch.fence());
        }
    }

    /** Whether this node still holds it, as far as is committed. */
    boolean holds(Batch batch) {
        return jdbc.sql("""
                        select exists (select from sluice.batch
                                        where batch_id = :batch and fence = :fence and state = 'RUNNING')
                        """)
                .param("batch", batch.batchId())
                .param("fence", batch.fence())
                .query(Boolean.class)
                .single();
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

    private boolean leave(Batch batch, String state, @Nullable String reason, Duration rest) {
        return jdbc.sql("""
                                update sluice.batch
                                   set state = :state, reason = :reason, lease_owner = null,
                                       alone = case when :state <> 'ENDED' then cast(:suspect as bigint) end,
                                       lease_until = clock_timestamp() + make_interval(secs => :rest),
                                       ended_at = case when :state = 'ENDED' then clock_timestamp() end
                                 where batch_id = :batch and fence = :fence and state = 'RUNNING'
                                """)
                        .param("state", state)
                        .param("reason", reason, Types.VARCHAR)
                        .param("rest", seconds(rest))
                        .param(
                                "suspect",
                                batch.suspect().isPresent() ? batch.suspect().getAsLong() : null,
                                Types.BIGINT)
                        .param("batch", batch.batchId())
                        .param("fence", batch.fence())
                        .update()
                == 1;
    }

    /** The first offset of the range without an outcome. Chunks write a range from its beginning without gaps. */
    long nextOffset(Batch batch) {
        return ofRange("coalesce(max(record_offset) + 1, :from)", batch);
    }

    /** How many offsets of the range have an outcome. */
    long outcomes(Batch batch) {
        return ofRange("count(*)", batch);
    }

    private long ofRange(String sum, Batch batch) {
        return jdbc.sql("select " + sum + """
                         from sluice.offset_outcome
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
                row.getLong("fence"),
                row.getInt("losses"),
                suspect(row));
    }

    private static OptionalLong suspect(ResultSet row) throws SQLException {
        long place = row.getLong("alone");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(place);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
