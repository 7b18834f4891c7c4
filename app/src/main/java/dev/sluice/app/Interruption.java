package dev.sluice.app;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM: the command's thread is interrupted and given time to stop what it started, so that services end
 * after the work that uses them, not beside it.
 */
public final class Interruption {
    /** Longer than all roles and services together are given to stop. */
    private static final long PATIENCE_MILLIS = 120_000;

    private static final AtomicBoolean REQUESTED = new AtomicBoolean();
    private static final AtomicBoolean FINISHED = new AtomicBoolean();

    private Interruption() {}

    /** From now on a signal interrupts {@code command} and waits until it has ended. */
    static void reaches(Thread command) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (FINISHED.get()) {
                                return;
                            }
                            REQUESTED.set(true);
                            stop(command, PATIENCE_MILLIS, System.err);
                        },
                        "sluice-interruption"));
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

    /** The command has ended by itself. */
    static void commandFinished() {
        FINISHED.set(true);
    }

    /** Whether the user or the system asked this process to stop. */
    public static boolean requested() {
        return REQUESTED.get();
    }
}
