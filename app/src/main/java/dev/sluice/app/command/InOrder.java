package dev.sluice.app.command;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works on many items at once and hands over the results in the order of the items, with a bounded number in memory.
 */
final class InOrder {
    private InOrder() {}

    /**
     * @param items what to work on; read lazily
     * @param work must be thread-safe and must not throw
     * @param threads how many at once; at most four times as many items are held
     * @throws InterruptedException if the calling thread is interrupted; work under way is abandoned, as it is where reading an
     *     item or handing over a result fails
     */
    static <I, O> void run(Iterator<I> items, Function<I, O> work, Consumer<O> results, int threads)
            throws InterruptedException {
        Queue<Future<O>> pending = new ArrayDeque<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                while (items.hasNext()) {
                    I item = items.next();
                    pending.add(workers.submit(() -> work.apply(item)));
                    if (pending.size() >= 4 * threads) {
                        results.accept(finished(pending.remove()));
                    }
                }
                while (!pending.isEmpty()) {
                    results.accept(finished(pending.remove()));
                }
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private static <O> O finished(Future<O> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("work on an item must answer with a value, not throw", e.getCause());
        }
    }
}
