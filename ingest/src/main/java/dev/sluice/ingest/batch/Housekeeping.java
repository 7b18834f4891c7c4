package dev.sluice.ingest.batch;

import dev.sluice.db.Outbox;
import java.time.Duration;

/** What is looked after beside the batches: leases at each round, and from time to time what is no longer needed. One thread. */
final class Housekeeping {
    /** How often a round begins: much more often than a lease ends. */
    static final Duration EVERY = Duration.ofMillis(500);

    private final BatchRunner runner;
    private final ClearedCopies clearedCopies;
    private final Outbox outbox;
    private final SpentClaims spentClaims;
    private final Duration cleanEvery;
    private final Duration outboxKept;
    private long cleanedAt = System.nanoTime();

    Housekeeping(
            BatchRunner runner,
            ClearedCopies clearedCopies,
            Outbox outbox,
            SpentClaims spentClaims,
            Duration cleanEvery,
            Duration outboxKept) {
        this.runner = runner;
        this.clearedCopies = clearedCopies;
        this.outbox = outbox;
        this.spentClaims = spentClaims;
        this.cleanEvery = cleanEvery;
        this.outboxKept = outboxKept;
    }

    /** One round. */
    void run() throws InterruptedException {
        Thread.sleep(EVERY);
        runner.heartbeat();
        if (System.nanoTime() - cleanedAt >= cleanEvery.toNanos()) {
            cleanedAt = System.nanoTime();
            clearedCopies.destroyEnded();
            outbox.purgePublished(outboxKept);
            // Last, since a file that cannot be deleted must not keep the rest from being done.
            spentClaims.delete();
        }
    }
}
