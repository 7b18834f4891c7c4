package dev.sluice.ingest.batch;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does the same thing until told to stop, and goes on after a failure. */
final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration REST = Duration.ofSeconds(1);

    private final String name;
    private final Step step;
    private final BooleanSupplier stopping;
    private final Signal rest = new Signal();
    private final Thread thread;

    Loop(String name, Step step, BooleanSupplier stopping) {
        this.name = name;
        this.step = step;
        this.stopping = stopping;
        this.thread = Thread.ofPlatform().name("sluice-" + name).daemon(true).unstarted(this::run);
    }

    /** One round. */
    interface Step {
        void run() throws InterruptedException;
    }

    void start() {
        thread.start();
    }

    /** Wakes it from a rest and waits for its round to end. */
    void join(Duration longest) {
        rest.raise();
        try {
            if (!thread.join(longest)) {
                log.warn("part did not stop in time part={}", name);
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping.getAsBoolean()) {
            try {
                step.run();
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException | Error failure) {
                if (stopping.getAsBoolean()) {
                    return;
                }
                // The class is all that is told: a driver's message can quote a row.
                log.warn(
                        "part failed and goes on part={} cause={}",
                        name,
                        failure.getClass().getName());
                try {
                    rest.await(REST);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }
}
