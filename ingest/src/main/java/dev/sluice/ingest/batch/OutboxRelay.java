package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.OutboxTurn;
import dev.sluice.db.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes what transactions left in the outbox, each at least once, those of one topic and key in the order they were
 * written: a message is marked only when every replica has it, and a crash before that publishes it again. A topic that
 * refuses rests for a while, and what is for other topics goes on.
 */
final class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 200;

    private final DataSource dataSource;
    private final ContentStore contents;
    private final Producer<String, byte[]> producer;
    private final RestingTopics resting;

    /** A relay on the database as role INGEST. */
    OutboxRelay(DataSource dataSource, ContentStore contents, Producer<String, byte[]> producer, Clock clock) {
        this.dataSource = dataSource;
        this.contents = contents;
        this.producer = producer;
        this.resting = new RestingTopics(clock);
    }

    private record Sent(StoredMessage message, Future<RecordMetadata> answer) {}

    /** Publishes up to a page; returns how many. */
    int publish() {
        try (OutboxTurn turn = OutboxTurn.take(dataSource).orElse(null)) {
            return turn == null ? 0 : publish(turn);
        }
    }

    private int publish(OutboxTurn turn) {
        List<StoredMessage> pending = turn.pending(MOST, resting.now());
        int published = 0;
        while (!pending.isEmpty() && !Thread.currentThread().isInterrupted()) {
            List<StoredMessage> later = new ArrayList<>();
            List<Long> acknowledged = acknowledged(turn, send(pending, later));
            turn.published(acknowledged);
            published += acknowledged.size();
            pending = later.stream()
                    .filter(message -> !resting.now().contains(message.message().topic()))
                    .toList();
        }
        return published;
    }

    /** Sends the first of each topic and key; what is behind them goes when they are acknowledged. */
    private List<Sent> send(List<StoredMessage> pending, List<StoredMessage> later) {
        Set<String> before = new HashSet<>();
        List<Sent> sent = new ArrayList<>();
        for (StoredMessage message : pending) {
            String topic = message.message().topic();
            if (!before.add(topic + "\n" + message.message().key())) {
                later.add(message);
            } else if (!resting.now().contains(topic)) {
                Sent one = send(message);
                sent.add(one);
                refusal(one.answer()).filter(cause -> !isForGood(cause)).ifPresent(cause -> resting.refused(topic));
            }
        }
        return sent;
    }

    private Sent send(StoredMessage message) {
        ProducerRecord<String, byte[]> record = record(message.message());
        try {
            return new Sent(message, producer.send(record));
        } catch (InvalidTopicException | RecordTooLargeException | SerializationException refused) {
            return new Sent(message, CompletableFuture.failedFuture(refused));
        }
    }

    /** Why the producer would not even take it: it has waited for the topic as long as it does. */
    private static Optional<Throwable> refusal(Future<RecordMetadata> answer) {
        return answer.isDone() && answer.state() == Future.State.FAILED
                ? Optional.of(answer.exceptionNow())
                : Optional.empty();
    }

    /** Which of them every replica has. What is refused for good is put aside where an operator sees it. */
    private List<Long> acknowledged(OutboxTurn turn, List<Sent> sent) {
        List<Long> acknowledged = new ArrayList<>();
        for (Sent one : sent) {
            String topic = one.message().message().topic();
            try {
                one.answer().get();
                acknowledged.add(one.message().id());
                resting.took(topic);
            } catch (ExecutionException refused) {
                Throwable cause = refused.getCause() == null ? refused : refused.getCause();
                if (isForGood(cause)) {
                    park(turn, one.message(), cause);
                } else {
                    resting.refused(topic);
                    log.warn(
                            "outbox message not published outboxId={} topic={} cause={}",
                            one.message().id(),
                            topic,
                            cause.getClass().getSimpleName());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return acknowledged;
    }

    private static boolean isForGood(Throwable cause) {
        return cause instanceof InvalidTopicException
                || cause instanceof RecordTooLargeException
                || cause instanceof SerializationException;
    }

    private void park(OutboxTurn turn, StoredMessage message, Throwable cause) {
        String reason = cause.getClass().getSimpleName();
        log.error(
                "outbox message cannot be published and is put aside outboxId={} topic={} cause={}",
                message.id(),
                message.message().topic(),
                reason);
        turn.failed(message.id(), reason);
    }

    private ProducerRecord<String, byte[]> record(OutboxMessage message) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(message.topic(), message.key(), message.payload());
        message.headers().forEach((name, value) -> header(record, name, value));
        if (DocumentEnded.TYPE.equals(message.headers().get("ce_type"))) {
            upstreamId(message).ifPresent(id -> header(record, DocumentEnded.CAUSATION_HEADER, id));
        }
        return record;
    }

    /**
     * Stored sealed, and told to the upstream system only. A quarantined message and an erased document have none; what was
     * altered tells nothing, and its message goes without.
     */
    private Optional<String> upstreamId(OutboxMessage message) {
        try {
            UUID document = UUID.fromString(message.key());
            return contents.get(Compartment.RESTRICTED, document, ContentKind.NAME, 0)
                    .map(JSON::readTree)
                    .map(names -> names.path("id"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString);
        } catch (DataAccessException database) {
            throw database;
        } catch (RuntimeException none) {
            return Optional.empty();
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
