package dev.sluice.ingest.extract;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what an extractor did: some minutes after the last time, if documents come, and at its end. Thread-safe. */
final class HealthLog {
    private static final Logger log = LoggerFactory.getLogger(HealthLog.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Supplier<ExtractionHealth> health;
    private long lastNanos = System.nanoTime();

    HealthLog(Supplier<ExtractionHealth> health) {
        this.health = health;
    }

    /** Called after each document. */
    void atTimes() {
        synchronized (this) {
            if (System.nanoTime() - lastNanos < BETWEEN.toNanos()) {
                return;
            }
            lastNanos = System.nanoTime();
        }
        last();
    }

    /** Logs the numbers now; an extractor that did nothing has nothing to say. */
    void last() {
        ExtractionHealth now = health.get();
        if (now.documents() > 0) {
            log.info(
                    "extraction.health documents={} plain={} complete={} incomplete={} retried={} started={} notStarted={} "
                            + "recycled={} lost={} running={} longestMs={} totalMs={} residentBytes={}",
                    now.documents(),
                    now.plain(),
                    now.complete(),
                    now.incomplete(),
                    now.retried(),
                    now.childrenStarted(),
                    now.childrenNotStarted(),
                    now.childrenRecycled(),
                    now.childrenLost(),
                    now.childrenRunning(),
                    now.longestMillis(),
                    now.totalMillis(),
                    now.residentBytes());
        }
    }
}
