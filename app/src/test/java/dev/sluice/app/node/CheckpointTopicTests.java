package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.SignedCheckpoint;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CheckpointTopicTests {
    @Test
    void signingGoesOnWhileKafkaBlocksAndTheNewestIsSentAfterwards() throws InterruptedException {
        BlockedKafka kafka = new BlockedKafka();
        try (CheckpointTopic topic = new CheckpointTopic(kafka)) {
            topic.accept(ofSize(1));
            kafka.blocked.await();
            topic.accept(ofSize(2));
            topic.accept(ofSize(3));
            kafka.open.countDown();
            kafka.twoSent.await();
        }
        assertThat(kafka.history())
                .extracting(sent -> SignedCheckpoint.parse(new String(sent.value(), StandardCharsets.UTF_8))
                        .checkpoint()
                        .size())
                .containsExactly(1L, 3L);
    }

    private static SignedCheckpoint ofSize(long size) {
        Checkpoint checkpoint = new Checkpoint("log.example", size, new byte[32]);
        return new SignedCheckpoint(
                checkpoint,
                new SignedNote(checkpoint.text(), List.of(new SignedNote.Line("log.example", new byte[68]))));
    }

    /** Takes nothing until it is opened. */
    private static final class BlockedKafka extends MockProducer<String, byte[]> {
        private final CountDownLatch blocked = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch twoSent = new CountDownLatch(2);

        BlockedKafka() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            blocked.countDown();
            try {
                open.await();
            } catch (InterruptedException closed) {
                return CompletableFuture.failedFuture(closed);
            }
            Future<RecordMetadata> answer = super.send(record);
            twoSent.countDown();
            return answer;
        }
    }
}
