package dev.sluice.app;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM: the command's thread is interrupted and given time to stop what it started, so that services end
 * after the work that uses them, not beside it.
 */
public final class Interruption {
    private static final long PATIENCE_MILLIS = 30_000;
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
                            System.err.println("stopping: the documents in hand are finished first ...");
                            command.interrupt();
                            try {
                                command.join(PATIENCE_MILLIS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "sluice-interruption"));
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
