package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.Topics;
import dev.sluice.db.UuidV7;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps records that became no document, sealed as they came, and says so on the quarantine topic. */
final class Quarantine {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Ledger ledger;

    Quarantine(DataSource dataSource, ContentStore contents, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.ledger = ledger;
    }

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
        contents.put(Compartment.RESTRICTED, id, ContentKind.MESSAGE, 0, raw(message));
        ledger.record(Ledger.event(AuditEvents.DOCUMENT_QUARANTINED)
                .outcome(Outcome.REFUSED, reason)
                .batch(batch.batchId())
                .with(Map.of("quarantine", id, "partition", message.partition(), "offset", message.offset())));
        OutboxMessage ended = DocumentEnded.quarantined(id, reason).toMessage();
        ledger.send(new OutboxMessage(Topics.QUARANTINE, ended.key(), ended.headers(), ended.payload()));
        return id;
    }

    /** Headers, key and value as they came; byte arrays are base64 in JSON. */
    private static byte[] raw(ConsumerRecord<byte[], byte[]> message) {
        List<Map<String, Object>> headers = new ArrayList<>();
        for (Header header : message.headers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", header.key());
            one.put("value", header.value());
            headers.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("headers", headers);
        all.put("key", message.key());
        all.put("value", message.value());
        all.put("timestamp", message.timestamp());
        return JSON.writeValueAsBytes(all);
    }
}
