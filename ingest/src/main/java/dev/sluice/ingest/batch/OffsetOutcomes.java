package dev.sluice.ingest.batch;

import java.sql.Types;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one row that every offset ends in. */
final class OffsetOutcomes {
    private final JdbcClient jdbc;

    OffsetOutcomes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void record(
            Batch batch,
            long offset,
            String outcome,
            @Nullable String reason,
            @Nullable UUID documentId,
            @Nullable UUID quarantineId) {
        jdbc.sql("""
                        insert into sluice.offset_outcome
                          (topic_key, partition, record_offset, batch_id, outcome, reason, document_id, quarantine_id)
                        values (:topic, :partition, :offset, :batch, :outcome, :reason, :document, :quarantine)
                        """)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .param("offset", offset)
                .param("batch", batch.batchId())
                .param("outcome", outcome)
                .param("reason", reason, Types.VARCHAR)
                .param("document", documentId, Types.OTHER)
                .param("quarantine", quarantineId, Types.OTHER)
                .update();
    }

    void record(Batch batch, SourceItem.Gap gap) {
        jdbc.sql("""
                        insert into sluice.offset_outcome (topic_key, partition, record_offset, batch_id, outcome)
                        select :topic, :partition, missing, :batch, :outcome
                          from generate_series(cast(:from as bigint), cast(:last as bigint)) as missing
                        """)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .param("batch", batch.batchId())
                .param("outcome", gap.outcome().name())
                .param("from", gap.from())
                .param("last", gap.to() - 1)
                .update();
    }
}
