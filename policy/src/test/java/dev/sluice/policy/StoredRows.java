package dev.sluice.policy;

import dev.sluice.db.UuidV7;
import java.sql.Types;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of one document, as ingest would write them. */
final class StoredRows {
    private final JdbcClient jdbc;

    StoredRows(DataSource asIngest) {
        this.jdbc = JdbcClient.create(asIngest);
    }

    /** A document with one attempt and nothing known about it. */
    UUID document(String minSensitivity) {
        return document(minSensitivity, "NONE");
    }

    /** As {@link #document(String)}, with an attempt that was raised. */
    UUID document(String minSensitivity, String ofAttempt) {
        UUID document = UuidV7.next();
        long topic = jdbc.sql(
                        "insert into sluice.source_topic (cluster_id, topic_id, name) values ('c', ?, 't') returning topic_key")
                .param(document.toString())
                .query(Long.class)
                .single();
        UUID batch = UuidV7.next();
        jdbc.sql(
                        "insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state) values (?, ?, 0, 0, 1, 'RUNNING')")
                .params(batch, topic)
                .update();
        jdbc.sql("""
                        insert into sluice.document (document_id, upstream_digest, payload_digest, topic_key, partition,
                          record_offset, tenant, task, purpose, jurisdiction, residency, min_sensitivity, max_cost, payload_bytes)
                        values (?, cast(? as text)::bytea, 'p'::bytea, ?, 0, 0, 'default', 'summarise', 'operations', 'eu', '', ?, 0.5, 10)
                        """)
                .params(document, document.toString(), topic, minSensitivity)
                .update();
        jdbc.sql(
                        "insert into sluice.attempt (document_id, attempt, batch_id, state, min_sensitivity) values (?, 1, ?, 'DECIDED', ?)")
                .params(document, batch, ofAttempt)
                .update();
        return document;
    }

    void extraction(UUID document, boolean complete, boolean anyRead) {
        jdbc.sql("""
                        insert into sluice.extraction (document_id, attempt, media_type, complete, any_read, unread, parts,
                          coverage, text_digest, text_length, extractor, took_ms)
                        values (?, 1, 'text/plain', ?, ?, '{}', 1, '[]', '\\x01ff', 321, 'x', 1)
                        """).params(document, complete, anyRead).update();
    }

    UUID classification(UUID document, String exhaustiveness, String... categories) {
        return insert(document, exhaustiveness, categories, null, null, null);
    }

    /** One with credentials in it that counts for a bundle, on a day or any, and might have these categories. */
    void bound(UUID document, String exhaustiveness, String bundle, @Nullable LocalDate day, String... atMost) {
        insert(document, exhaustiveness, new String[] {"CREDENTIALS"}, bundle, day, atMost);
    }

    private UUID insert(
            UUID document,
            String exhaustiveness,
            String[] categories,
            @Nullable String bundle,
            @Nullable LocalDate day,
            String @Nullable [] atMost) {
        UUID id = UuidV7.next();
        jdbc.sql("""
                        insert into sluice.classification (classification_id, document_id, attempt, exhaustiveness,
                          categories, degraded, findings, detectors, digest, classified_at, bundle_digest, holds_on, at_most)
                        values (:id, :document, 1, :exhaustiveness, :categories, '{}', '[]', 'd', '\\x02fe', clock_timestamp(),
                          :bundle, :day, :most)
                        """)
                .param("id", id)
                .param("document", document)
                .param("exhaustiveness", exhaustiveness)
                .param("categories", categories)
                .param("bundle", bundle, Types.VARCHAR)
                .param("day", day, Types.DATE)
                .param("most", atMost, Types.ARRAY)
                .update();
        return id;
    }
}
