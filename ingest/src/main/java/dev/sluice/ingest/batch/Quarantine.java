package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentException;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.Topics;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.intake.SealedMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps records that became no document, sealed as they came, and says so on the quarantine topic; reads them back to be run
 * again, and notes what became of them then. What was noted before stays.
 */
final class Quarantine {
    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Ledger ledger;

    Quarantine(DataSource dataSource, ContentStore contents, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.ledger = ledger;
    }

    /** Keeps one that has just come. */
    UUID keep(Batch batch, ConsumerRecord<byte[], byte[]> message, String reason) {
        UUID id = UuidV7.next();
        jdbc.sql("""
                        insert into sluice.quarantine
                          (quarantine_id, topic_key, partition, record_offset, batch_id, reason)
                        values (:id, :topic, :partition, :offset, :batch, :reason)
                        """)
                .param("id", id)
                .param("topic", batch.topicKey())
                .param("partition", message.partition())
                .param("offset", message.offset())
                .param("batch", batch.batchId())
                .param("reason", reason)
                .update();
        contents.createKey(Compartment.RESTRICTED, id);
        contents.put(
                Compartment.RESTRICTED,
                id,
                ContentKind.MESSAGE,
                0,
                SealedMessage.of(message).stored());
        ledger.record(event(batch, id, message, reason));
        send(DocumentEnded.quarantined(id, reason));
        return id;
    }

    /**
     * Reads one back.
     *
     * @return it with its content, or with its place only where what is stored of it was altered or is gone
     */
    Loaded load(UUID id) {
        Place place = jdbc.sql(
                        "select topic, partition, record_offset from sluice.quarantined where quarantine_id = :id")
                .param("id", id)
                .query(Quarantine::place)
                .single();
        Optional<SealedMessage> message = sealed(id);
        return new Loaded(new Arrival(record(place, message.orElse(NOTHING)), Optional.of(id)), message.isPresent());
    }

    /**
     * A message that was read back.
     *
     * @param readable whether its content could be read
     */
    record Loaded(Arrival arrival, boolean readable) {}

    /** Whether it became a document when it was run again. */
    boolean taken(UUID id) {
        return jdbc.sql("""
                        select exists (select from sluice.quarantine_outcome
                                        where quarantine_id = :id and outcome in ('DOCUMENT', 'DUPLICATE'))
                        """).param("id", id).query(Boolean.class).single();
    }

    /** It became a document, or is one that came otherwise. */
    void left(Batch batch, UUID id, String outcome, UUID document) {
        append(batch, id, outcome, null, document);
    }

    /** It was run again and stays, which the quarantine topic is told with an event id of its own. */
    void stays(
            Batch batch,
            UUID id,
            ConsumerRecord<byte[], byte[]> message,
            String outcome,
            String reason,
            @Nullable UUID document) {
        append(batch, id, outcome, reason, document);
        ledger.record(event(batch, id, message, reason));
        send(DocumentEnded.withoutResult(
                UuidV7.next(), id, 0, DocumentEnded.State.QUARANTINED, reason, null, null, null));
    }

    private void append(Batch batch, UUID id, String outcome, @Nullable String reason, @Nullable UUID document) {
        jdbc.sql("""
                        insert into sluice.quarantine_outcome (quarantine_id, batch_id, outcome, reason, document_id)
                        values (:id, :batch, :outcome, :reason, :document)
                        """)
                .param("id", id)
                .param("batch", batch.batchId())
                .param("outcome", outcome)
                .param("reason", reason, Types.VARCHAR)
                .param("document", document, Types.OTHER)
                .update();
    }

    private static AuditEvent event(Batch batch, UUID id, ConsumerRecord<byte[], byte[]> message, String reason) {
        AuditEvent event = Ledger.event(AuditEvents.DOCUMENT_QUARANTINED)
                .outcome(Outcome.REFUSED, reason)
                .batch(batch.batchId())
                .with(Map.of("quarantine", id, "partition", message.partition(), "offset", message.offset()));
        return batch.plan().map(plan -> event.with("plan", plan)).orElse(event);
    }

    private void send(DocumentEnded ended) {
        OutboxMessage message = ended.toMessage();
        ledger.send(new OutboxMessage(Topics.QUARANTINE, message.key(), message.headers(), message.payload()));
    }

    private Optional<SealedMessage> sealed(UUID id) {
        try {
            return contents.get(Compartment.RESTRICTED, id, ContentKind.MESSAGE, 0)
                    .map(SealedMessage::parse);
        } catch (ContentException | IllegalArgumentException altered) {
            return Optional.empty();
        }
    }

    private record Place(String topic, int partition, long offset) {}

    private static final SealedMessage NOTHING = new SealedMessage(new RecordHeaders(), null, null, 0);

    private static Place place(ResultSet row, int number) throws SQLException {
        return new Place(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset"));
    }

    @SuppressWarnings("NullAway") // Kafka's constructor takes null for a missing key and value and does not say so.
    private static ConsumerRecord<byte[], byte[]> record(Place place, SealedMessage message) {
        return new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                place.offset(),
                message.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                message.key(),
                message.value(),
                message.headers(),
                Optional.empty());
    }
}
