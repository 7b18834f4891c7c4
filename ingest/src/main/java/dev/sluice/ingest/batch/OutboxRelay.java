package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.Outbox;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes what transactions left in the outbox, in the order it was written, each at least once: a message is marked only
 * when every replica has it, and a crash before that publishes it again.
 */
final class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 200;

    private final Outbox outbox;
    private final ContentStore contents;
    private final Producer<String, byte[]> producer;
    private final TransactionTemplate transaction;

    OutboxRelay(
            Outbox outbox, ContentStore contents, Producer<String, byte[]> producer, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.contents = contents;
        this.producer = producer;
        this.transaction = transaction;
    }

    /** Publishes up to a page; returns how many. */
    int publish() {
        Integer published = transaction.execute(status -> {
            List<StoredMessage> pending = outbox.lockPending(MOST);
            List<Future<RecordMetadata>> sent = pending.stream().map(this::send).toList();
            List<Long> acknowledged = acknowledged(pending, sent);
            outbox.markPublished(acknowledged);
            return acknowledged.size();
        });
        return published == null ? 0 : published;
    }

    private Future<RecordMetadata> send(StoredMessage message) {
        ProducerRecord<String, byte[]> record = record(message.message());
        try {
            return producer.send(record);
        } catch (InvalidTopicException | RecordTooLargeException | SerializationException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * The first message that is refused for now ends the page, so that order is kept. One that is refused for good is put
     * aside where an operator sees it, and holds up nothing.
     */
    private List<Long> acknowledged(List<StoredMessage> pending, List<Future<RecordMetadata>> sent) {
        List<Long> acknowledged = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
                acknowledged.add(pending.get(i).id());
            } catch (ExecutionException refused) {
                Throwable cause = refused.getCause();
                if (cause instanceof InvalidTopicException
                        || cause instanceof RecordTooLargeException
                        || cause instanceof SerializationException) {
                    park(pending.get(i), cause);
                    continue;
                }
                log.warn(
                        "outbox message not published outboxId={} topic={} cause={}",
                        pending.get(i).id(),
                        pending.get(i).message().topic(),
                        cause == null ? "unknown" : cause.getClass().getSimpleName());
                break;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return acknowledged;
    }

    private void park(StoredMessage message, Throwable cause) {
        String reason = cause.getClass().getSimpleName();
        log.error(
                "outbox message cannot be published and is put aside outboxId={} topic={} cause={}",
                message.id(),
                message.message().topic(),
                reason);
        outbox.markFailed(message.id(), reason);
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
