package dev.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.intake.QuarantineReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.support.TaskExecutorAdapter;

class ChunkReaderTests {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aChunkIsFullByCount() throws Exception {
        assertThat(sizes(chunks(items(7, 10), new ChunkReader.Bounds(3, 1_000_000, 4))))
                .containsExactly(3, 3, 1);
    }

    @Test
    void aChunkIsFullByTheBytesOfWhatIsPrepared() throws Exception {
        assertThat(sizes(chunks(items(7, 10), new ChunkReader.Bounds(100, 25, 1))))
                .containsExactly(3, 3, 1);
        assertThat(sizes(chunks(items(3, 1000), new ChunkReader.Bounds(100, 1, 1))))
                .as("never less than one")
                .containsExactly(1, 1, 1);
    }

    @Test
    void nothingIsLostOrMovedAndNoChunkHoldsMuchMoreThanItsBound() throws Exception {
        long seed = Long.getLong("sluice.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int largest = 1 + random.nextInt(200);
            ChunkReader.Bounds bounds =
                    new ChunkReader.Bounds(1 + random.nextInt(20), 1 + random.nextInt(500), 1 + random.nextInt(4));
            Deque<SourceItem> items = new ArrayDeque<>();
            int count = random.nextInt(60);
            for (int offset = 0; offset < count; offset++) {
                items.add(item(offset, random.nextInt(largest)));
            }
            List<PreparedChunk> chunks = chunks(items, bounds);
            String what = "seed " + seed + " round " + round + " " + bounds;
            assertThat(chunks.stream().flatMap(chunk -> chunk.items().stream()).map(ChunkReaderTests::offset))
                    .as(what)
                    .containsExactlyElementsOf(
                            LongStream.range(0, count).boxed().toList());
            for (PreparedChunk chunk : chunks) {
                assertThat(chunk.items()).as(what).hasSizeBetween(1, bounds.items());
                assertThat(chunk.items().stream().mapToLong(Weight::bytes).sum())
                        .as(what)
                        .isLessThan(bounds.bytes() + (long) bounds.parallel() * largest);
            }
        }
    }

    @Test
    void oneThatFailsFailsTheChunkOnceTheOthersHaveEnded() {
        AtomicInteger running = new AtomicInteger();
        Function<SourceItem, Prepared> processor = item -> {
            running.incrementAndGet();
            try {
                Prepared prepared = refused(item);
                if (offset(prepared) == 1) {
                    throw new IngestException("the second one");
                }
                LockSupport.parkNanos(50_000_000);
                return prepared;
            } finally {
                running.decrementAndGet();
            }
        };
        ChunkReader reader = reader(items(4, 10), processor, new ChunkReader.Bounds(4, 1_000, 4));
        assertThatThrownBy(reader::read).isInstanceOf(IngestException.class).hasMessage("the second one");
        assertThat(running).hasValue(0);
    }

    @Test
    void aTopicThatCannotBeReadFurtherFailsTheChunkOnceTheOthersHaveEnded() {
        AtomicInteger running = new AtomicInteger();
        Deque<SourceItem> items = items(2, 10);
        BatchReader breaking = () -> {
            SourceItem item = items.poll();
            if (item == null) {
                throw new IngestException("the broker is gone");
            }
            return item;
        };
        Function<SourceItem, Prepared> processor = item -> {
            running.incrementAndGet();
            try {
                LockSupport.parkNanos(50_000_000);
                return refused(item);
            } finally {
                running.decrementAndGet();
            }
        };
        ChunkReader reader = new ChunkReader(
                breaking,
                processor,
                new TaskExecutorAdapter(threads),
                new ChunkReader.Bounds(4, 1_000, 4),
                new Turns(1).shared());
        assertThatThrownBy(reader::read).isInstanceOf(IngestException.class).hasMessage("the broker is gone");
        assertThat(running).hasValue(0);
    }

    private List<PreparedChunk> chunks(Deque<SourceItem> items, ChunkReader.Bounds bounds) throws Exception {
        ChunkReader reader = reader(items, ChunkReaderTests::refused, bounds);
        List<PreparedChunk> chunks = new ArrayList<>();
        PreparedChunk chunk = reader.read();
        while (chunk != null) {
            chunks.add(chunk);
            chunk = reader.read();
        }
        return chunks;
    }

    private ChunkReader reader(
            Deque<SourceItem> items, Function<SourceItem, Prepared> processor, ChunkReader.Bounds bounds) {
        BatchReader inOrder = new BatchReader() {
            @Override
            public @Nullable SourceItem read() {
                return items.poll();
            }
        };
        return new ChunkReader(inOrder, processor, new TaskExecutorAdapter(threads), bounds, new Turns(1).shared());
    }

    private static Deque<SourceItem> items(int count, int bytes) {
        Deque<SourceItem> items = new ArrayDeque<>();
        for (int offset = 0; offset < count; offset++) {
            items.add(item(offset, bytes));
        }
        return items;
    }

    private static SourceItem item(long offset, int bytes) {
        return new SourceItem.Message(new ConsumerRecord<>("documents", 0, offset, new byte[0], new byte[bytes]));
    }

    private static Prepared refused(SourceItem item) {
        return new Prepared.Refused(
                Arrival.fromTopic(((SourceItem.Message) item).message()), QuarantineReason.MALFORMED);
    }

    private static long offset(Prepared prepared) {
        return ((Prepared.Refused) prepared).arrival().offset();
    }

    private static List<Integer> sizes(List<PreparedChunk> chunks) {
        return chunks.stream().map(chunk -> chunk.items().size()).toList();
    }
}
