package dev.sluice.ingest.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How fast a rerun plan may go: chunks of all its batches, on whatever node, take their turns from one row. A chunk of a
 * throttled plan is small, so that pausing finds an end soon. Thread-safe.
 */
final class Pace {
    /** What one chunk of a throttled plan takes at most, at its rate. */
    private static final Duration CHUNK = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    Pace(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        // A turn is taken for good at once: the row is everybody's.
        this.own = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** How many items a chunk of the batch may have. */
    int chunk(Batch batch, int most) {
        return batch.plan()
                .flatMap(this::rate)
                .map(rate -> (int) Math.clamp(rate * CHUNK.toSeconds() / 60, 1, most))
                .orElse(most);
    }

    /**
     * Takes the turn of a chunk, if it has come. Nobody waits for it here: a batch whose turn has not come is put back, and taken
     * by whoever is free when it has.
     *
     * @param items how many items it will have at most
     * @return whether the chunk may begin
     */
    boolean begins(Batch batch, int items) {
        return batch.plan().map(plan -> taken(plan, items)).orElse(true);
    }

    private Optional<Integer> rate(UUID plan) {
        return jdbc.sql("select rate from sluice.rerun_plan where plan_id = :plan and rate is not null")
                .param("plan", plan)
                .query(Integer.class)
                .optional();
    }

    /** True for a plan without a rate. */
    private boolean taken(UUID plan, int items) {
        return Boolean.TRUE.equals(own.execute(status -> jdbc.sql("""
                        with turn as (
                          select plan_id, rate, coalesce(next_at, clock_timestamp()) <= clock_timestamp() as due
                            from sluice.rerun_plan where plan_id = :plan and rate is not null for update),
                        taken as (
                          update sluice.rerun_plan p
                             set next_at = clock_timestamp() + make_interval(secs => 60.0 * :items / turn.rate)
                            from turn where p.plan_id = turn.plan_id and turn.due
                          returning p.plan_id)
                        select not exists (select from turn) or exists (select from taken)
                        """)
                .param("plan", plan)
                .param("items", items)
                .query(Boolean.class)
                .single()));
    }
}
