package dev.sluice.audit;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the signed log is behind what is committed. Whoever sends something outside asks first, and does not send
 * when the answer is too long or does not come. Thread-safe.
 */
public final class SequencingLag {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final JdbcClient jdbc;

    /** Asks as the role behind this data source; every writer's role may. */
    public SequencingLag(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** How long the oldest event without a leaf has waited, by the database's clock; zero when none waits. */
    public Duration oldestUnsequenced() {
        return Duration.ofMillis(jdbc.sql("select audit.oldest_unsequenced_ms()")
                .query(Long.class)
                .single());
    }

    /** The leaf of a committed event under a signed checkpoint, if it has one. */
    public OptionalLong leafOf(UUID eventId) {
        return jdbc.sql("select audit.leaf_of(:event)")
                .param("event", eventId)
                .query((row, number) -> {
                    long leaf = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(leaf);
                })
                .single();
    }

    /**
     * Returns when the event is under a signed checkpoint. Not to be called in the transaction that writes it.
     *
     * @throws NotSequencedException when that takes longer than the given time, or the thread is interrupted
     */
    public void awaitSequenced(UUID eventId, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        long pause = 5;
        while (leafOf(eventId).isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw new NotSequencedException(eventId, longest);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new NotSequencedException(eventId, longest);
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
        }
    }
}
