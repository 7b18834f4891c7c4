package dev.sluice.ingest.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
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

    private static final Duration LOOK = Duration.ofMillis(100);

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Batches batches;

    Pace(DataSource dataSource, Batches batches) {
        this.jdbc = JdbcClient.create(dataSource);
        // A turn is taken for good at once: the row is everybody's.
        this.own = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.batches = batches;
    }

    /** How many items a chunk of the batch may have. */
    int chunk(Batch batch, int most) {
        return batch.plan()
                .flatMap(this::rate)
                .map(rate -> (int) Math.clamp(rate * CHUNK.toSeconds() / 60, 1, most))
                .orElse(most);
    }

    /**
     * Waits for the turn of a chunk.
     *
     * @param items how many items it will have at most
     * @return whether it may begin; not where the node stops, or the batch was taken away meanwhile
     */
    boolean await(Batch batch, int items, BooleanSupplier stopping) throws InterruptedException {
        Optional<Duration> wait = batch.plan().flatMap(plan -> turn(plan, items));
        if (wait.isEmpty()) {
            return !stopping.getAsBoolean();
        }
        long until = System.nanoTime() + wait.get().toNanos();
        while (!stopping.getAsBoolean()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return true;
            }
            if (!batches.holds(batch)) {
                return false;
            }
            Thread.sleep(Math.min(LOOK.toMillis(), left / 1_000_000 + 1));
        }
        return false;
    }

    private Optional<Integer> rate(UUID plan) {
        return jdbc.sql("select rate from sluice.rerun_plan where plan_id = :plan and rate is not null")
                .param("plan", plan)
                .query(Integer.class)
                .optional();
    }

    /** Takes a turn; says how long until it comes. Empty for a plan without a rate. */
    private Optional<Duration> turn(UUID plan, int items) {
        return own.execute(status -> jdbc.sql("""
                        with turn as (
                          select plan_id, rate, greatest(coalesce(next_at, clock_timestamp()), clock_timestamp()) as at
                            from sluice.rerun_plan where plan_id = :plan and rate is not null for update)
                        update sluice.rerun_plan p
                           set next_at = turn.at + make_interval(secs => 60.0 * :items / turn.rate)
                          from turn where p.plan_id = turn.plan_id
                        returning ceil(extract(epoch from turn.at - clock_timestamp()) * 1000)::bigint
                        """)
                .param("plan", plan)
                .param("items", items)
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis));
    }
}
