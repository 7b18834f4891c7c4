package dev.sluice.db;

import dev.sluice.db.testing.TestDatabase;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that a document needs to exist, written as ingest. */
final class Fixture {
    /** Of a document {@code d}, what was read {@code e} of it and a decision {@code made}: without a classification. */
    private static final String INPUTS = """
            '{"anythingRead":' || coalesce(e.any_read, false)::text || ',"bundle":' || to_json(made.bundle_digest)::text
            || ',"categories":[],"complete":' || coalesce(e.complete, false)::text
            || ',"deadline":null,"detectors":null,"endpoints":[{"config":"' || repeat('ab', 32)
            || '","filled":true,"id":"external-1","model":"m"}],"exhaustiveness":"FAILED","jurisdiction":'
            || to_json(d.jurisdiction)::text || ',"maxCost":null,"minSensitivity":"NONE","moment":"2026-11-22T12:00:00Z"'
            || ',"operation":"chat","purpose":' || to_json(d.purpose)::text || ',"residency":' || to_json(d.residency)::text
            || ',"task":' || to_json(d.task)::text || ',"tenant":' || to_json(d.tenant)::text || ',"textLength":'
            || coalesce(e.text_length, 0) || ',"unavailable":[],"validity":null,"version":1}'
            """;

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

    /**
     * One statement that writes a decision, as {@code insert} does, and inputs that say what is stored of its document.
     *
     * @param insert into {@code decision}
     */
    static String withInputs(String insert) {
        return "with made as (" + insert + " returning *), said as (select made.decision_id, convert_to(" + INPUTS
                + """
                , 'UTF8') as inputs
                  from made
                  join document d on d.document_id = made.document_id
                  left join extraction e on e.document_id = d.document_id and e.attempt = made.attempt)
                insert into decision_input (decision_id, inputs, digest) select decision_id, inputs, sha256(inputs) from said""";
    }
}
