package dev.sluice.ingest.batch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; signals that nobody waits for are kept as one. */
final class Signal {
    private final Semaphore permits = new Semaphore(0);

    void raise() {
        if (permits.availablePermits() == 0) {
            permits.release();
        }
    }

    /** Returns when raised or after the time. */
    void await(Duration longest) throws InterruptedException {
        if (permits.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.drainPermits();
        }
    }
}
