package dev.sluice.db;

import dev.sluice.db.testing.TestDatabase;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that a document needs to exist, written as ingest. */
final class Fixture {
    private Fixture() {}

    static UUID document(TestDatabase database, String state) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource(DatabaseRole.INGEST));
        UUID document = UuidV7.next();
        UUID batch = UuidV7.next();
        long topic = jdbc.sql(
                        "insert into source_topic (cluster_id, topic_id, name) values ('c', :id, 'n') returning topic_key")
                .param("id", batch.toString())
                .query(Long.class)
                .single();
        jdbc.sql(
                        "insert into batch (batch_id, topic_key, partition, from_offset, to_offset, state) values (:batch, :topic, 0, 0, 1, 'RUNNING')")
                .param("batch", batch)
                .param("topic", topic)
                .update();
        jdbc.sql("""
                insert into document (document_id, upstream_digest, payload_digest, topic_key, partition, record_offset, tenant,
                                      task, purpose, jurisdiction, residency, min_sensitivity, payload_bytes)
                values (:id, :digest, :digest, :topic, 0, 0, 't', 'summarise', 'p', 'US', 'US', 'NONE', 1)""")
                .param("id", document)
                .param("digest", document.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .param("topic", topic)
                .update();
        jdbc.sql("insert into attempt (document_id, attempt, batch_id, state) values (:id, 1, :batch, :state)")
                .param("id", document)
                .param("batch", batch)
                .param("state", state)
                .update();
        return document;
    }
}
