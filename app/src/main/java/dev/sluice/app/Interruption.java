package dev.sluice.app;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM: the command's thread is interrupted and given time to stop what it started, so that services end
 * after the work that uses them, not beside it.
 */
public final class Interruption {
    private static final int INTERRUPTED = 130;
    /** Longer than all roles and services together are given to stop. */
    private static final long PATIENCE_MILLIS = 120_000;

    private static final AtomicBoolean REQUESTED = new AtomicBoolean();

    private Interruption() {}

    /**
     * From now on a signal interrupts {@code command}, which ends the process when it has stopped what it started. Hooks of
     * libraries do not run beside it: ONNX Runtime's frees the model that a worker may still be using.
     */
    static void reaches(Thread command) {
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> request(command));
        }
    }

    private static void request(Thread command) {
        if (REQUESTED.getAndSet(true)) {
            return;
        }
        Thread.ofPlatform().daemon().name("sluice-interruption").start(() -> {
            stop(command, PATIENCE_MILLIS, System.err);
            if (command.isAlive()) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
    }

    /** Interrupts the command and waits for its end; says so where it gives that up. */
    static void stop(Thread command, long patienceMillis, PrintStream err) {
        err.println("stopping: the documents in hand are finished first, as far as that takes seconds ...");
        command.interrupt();
        try {
            command.join(patienceMillis);
            if (command.isAlive()) {
                err.println("gave up waiting for an orderly end; nothing is lost, the next run goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the user or the system asked this process to stop. */
    public static boolean requested() {
        return REQUESTED.get();
    }
}
