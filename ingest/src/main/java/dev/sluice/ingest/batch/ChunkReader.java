package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Reads items and prepares them, several at a time, until a transaction is full: by count, or by what the prepared ones hold in
 * memory. What an item holds is known only when it is prepared, so a chunk holds at most its bound and the items that were being
 * prepared when it was reached.
 */
final class ChunkReader implements ItemStreamReader<PreparedChunk> {
    private final BatchReader items;
    private final Function<SourceItem, Prepared> processor;
    private final AsyncTaskExecutor processors;
    private final Bounds bounds;
    private final Turns.Turn turn;

    /** @param turn taken from the beginning of a chunk until the next one begins or there is no other */
    ChunkReader(
            BatchReader items,
            Function<SourceItem, Prepared> processor,
            AsyncTaskExecutor processors,
            Bounds bounds,
            Turns.Turn turn) {
        this.items = items;
        this.processor = processor;
        this.processors = processors;
        this.bounds = bounds;
        this.turn = turn;
    }

    /**
     * When a transaction is full.
     *
     * @param items after so many
     * @param bytes or once those prepared hold so many
     * @param parallel how many are prepared at the same time
     */
    record Bounds(int items, long bytes, int parallel) {
        /** The same with fewer items. */
        Bounds atMost(int most) {
            return new Bounds(Math.min(items, most), bytes, parallel);
        }

        /** One item at a time. */
        Bounds oneByOne() {
            return new Bounds(1, bytes, 1);
        }
    }

    @Override
    public @Nullable PreparedChunk read() throws Exception {
        try {
            turn.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IngestException("interrupted while a chunk waited for its turn");
        }
        PreparedChunk chunk = prepared();
        if (chunk == null) {
            turn.give();
        }
        return chunk;
    }

    private @Nullable PreparedChunk prepared() throws Exception {
        List<Future<Prepared>> tasks = new ArrayList<>();
        Semaphore free = new Semaphore(bounds.parallel());
        AtomicLong held = new AtomicLong();
        AtomicBoolean failed = new AtomicBoolean();
        try {
            while (tasks.size() < bounds.items()) {
                free.acquire();
                if (failed.get() || held.get() >= bounds.bytes()) {
                    break;
                }
                SourceItem item = items.read();
                if (item == null) {
                    break;
                }
                tasks.add(processors.submit(() -> {
                    try {
                        Prepared prepared = processor.apply(item);
                        held.addAndGet(Weight.bytes(prepared));
                        return prepared;
                    } catch (RuntimeException | Error failure) {
                        failed.set(true);
                        throw failure;
                    } finally {
                        free.release();
                    }
                }));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IngestException("interrupted while a chunk was prepared");
        } catch (Exception unread) {
            try {
                all(tasks);
            } catch (Exception unprepared) {
                unread.addSuppressed(unprepared);
            }
            throw unread;
        }
        return tasks.isEmpty() ? null : new PreparedChunk(all(tasks));
    }

    /** Waits for each, also behind one that failed: what runs again later must not run twice at once. */
    private static List<Prepared> all(List<Future<Prepared>> tasks) throws Exception {
        List<Prepared> prepared = new ArrayList<>();
        Exception first = null;
        for (Future<Prepared> task : tasks) {
            try {
                prepared.add(task.get());
            } catch (ExecutionException failure) {
                Exception cause = failure.getCause() instanceof Exception known ? known : failure;
                first = first == null ? cause : first;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IngestException("interrupted while a chunk was prepared");
            }
        }
        if (first != null) {
            throw first;
        }
        return prepared;
    }

    @Override
    public void open(ExecutionContext context) {
        items.open(context);
    }

    @Override
    public void update(ExecutionContext context) {
        items.update(context);
    }

    @Override
    public void close() {
        turn.give();
        items.close();
    }
}
