package dev.sluice.inference;

import dev.sluice.db.DocumentEnded;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.Topics;
import dev.sluice.db.UuidV7;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where records of a work topic go that nobody can work on: a row that says where it lies and why, an event, and a message to
 * the quarantine topic, all in the caller's transaction. Nothing of a record's key, headers or value is kept.
 */
final class WorkQuarantine {
    private final Stations stations;

    WorkQuarantine(Stations stations) {
        this.stations = stations;
    }

    /** Adds a record, unless an earlier delivery of it was added. */
    void add(ConsumerRecord<byte[], byte[]> message, String reason) {
        UUID id = UuidV7.next();
        boolean added = stations.jdbc()
                        .sql("""
                        insert into sluice.work_quarantine
                          (quarantine_id, pool, topic, partition, record_offset, written_ms, bytes, reason)
                        values (:id, :pool, :topic, :partition, :offset, :written, :bytes, :reason)
                        on conflict do nothing""")
                        .param("id", id)
                        .param("pool", stations.pool().name())
                        .param("topic", message.topic())
                        .param("partition", message.partition())
                        .param("offset", message.offset())
                        .param("written", message.timestamp())
                        .param("bytes", (long) message.serializedValueSize())
                        .param("reason", reason)
                        .update()
                == 1;
        if (!added) {
            return;
        }
        stations.audit().append(List.of(stations.events().setAside(id, message.partition(), message.offset(), reason)));
        OutboxMessage told = DocumentEnded.quarantined(id, reason).toMessage();
        stations.outbox().add(new OutboxMessage(Topics.QUARANTINE, told.key(), told.headers(), told.payload()));
    }
}
