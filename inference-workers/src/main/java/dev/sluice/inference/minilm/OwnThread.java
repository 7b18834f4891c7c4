package dev.sluice.inference.minilm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread on which all native code of the model runs, one call after the other. The runtime recurses over the model's
 * graph while it loads it, deeper than the stack of a virtual thread's carrier: there it ends the whole process.
 */
final class OwnThread implements AutoCloseable {
    private static final long STACK_BYTES = 64L << 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(null, work, "sluice-minilm", STACK_BYTES);
        made.setDaemon(true);
        return made;
    });

    /**
     * Runs work on the thread and waits for it, however long, since native code cannot be interrupted.
     *
     * @throws ModelUnavailableException as the work does, or when the waiting thread is interrupted
     */
    <T> T call(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ModelUnavailableException unavailable) {
                throw unavailable;
            }
            throw new ModelUnavailableException("in-process model failed: "
                    + (cause == null ? e : cause).getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("interrupted while the in-process model was at work");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
