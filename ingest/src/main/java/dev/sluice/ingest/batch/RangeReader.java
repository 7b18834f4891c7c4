package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Reads an offset range with a consumer of its own. Every offset of the range is in exactly one item. */
final class RangeReader implements BatchReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Batch batch;
    private final Batches batches;
    private final SourceTopics topics;
    private final LogCuts cuts;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private @Nullable Consumer<byte[], byte[]> opened;
    private long next;
    private boolean gone;

    RangeReader(
            Batch batch,
            Batches batches,
            SourceTopics topics,
            LogCuts cuts,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.batch = batch;
        this.batches = batches;
        this.topics = topics;
        this.cuts = cuts;
        this.consumers = consumers;
        this.partition = new TopicPartition(batch.topic(), batch.partition());
    }

    @Override
    public void open(ExecutionContext context) {
        next = batches.nextOffset(batch);
        fetched.clear();
        if (next < batch.toOffset()) {
            Consumer<byte[], byte[]> consumer = consumers.get();
            opened = consumer;
            consumer.assign(List.of(partition));
            consumer.seek(partition, next);
            // Other records stand at these offsets now: they are planned under a key of their own.
            gone = topicMadeAnew() || cuts.hold(batch);
        }
    }

    @Override
    public @Nullable SourceItem read() {
        if (next >= batch.toOffset()) {
            return null;
        }
        try {
            return readNext();
        } catch (KafkaException failure) {
            throw new IngestException("batch " + batch.batchId() + " could not read offset " + next + ": "
                    + failure.getClass().getSimpleName());
        }
    }

    private SourceItem readNext() {
        if (gone) {
            return gap(batch.toOffset(), SourceItem.GapOutcome.EXPIRED_UNREAD);
        }
        Consumer<byte[], byte[]> consumer = Objects.requireNonNull(opened, "read before open");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            ConsumerRecord<byte[], byte[]> record = fetched.peek();
            if (record != null) {
                if (record.offset() > next) {
                    return gap(Math.min(record.offset(), batch.toOffset()), SourceItem.GapOutcome.NO_RECORD);
                }
                fetched.remove();
                next = record.offset() + 1;
                return new SourceItem.Message(record);
            }
            long reached = consumer.position(partition);
            if (reached > next) {
                return gap(Math.min(reached, batch.toOffset()), SourceItem.GapOutcome.NO_RECORD);
            }
            try {
                consumer.poll(POLL).records(partition).forEach(fetched::add);
            } catch (OffsetOutOfRangeException gone) {
                Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(List.of(partition));
                long beginning = beginnings.getOrDefault(partition, next);
                if (beginning <= next) {
                    throw new LogEndsEarlyException(batch.batchId(), next);
                }
                long to = Math.min(beginning, batch.toOffset());
                consumer.seek(partition, to);
                return gap(to, SourceItem.GapOutcome.EXPIRED_UNREAD);
            }
        }
        throw new IngestException("batch " + batch.batchId() + ": Kafka gave nothing at offset " + next + " for "
                + PATIENCE.toSeconds() + " s");
    }

    private boolean topicMadeAnew() {
        SourceTopics.Identity now = topics.identity(batch.topic());
        return !now.topicId().equals(batch.kafkaTopicId()) || !now.clusterId().equals(batch.clusterId());
    }

    private SourceItem gap(long to, SourceItem.GapOutcome outcome) {
        SourceItem gap = new SourceItem.Gap(next, to, outcome);
        next = to;
        return gap;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(NEXT, next);
    }

    @Override
    public void close() {
        fetched.clear();
        if (opened != null) {
            opened.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            opened = null;
        }
    }
}
