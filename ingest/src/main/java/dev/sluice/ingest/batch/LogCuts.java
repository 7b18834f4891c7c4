package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Partitions whose log was cut: it ended below what was planned of it, under the same topic id, as after the election of a
 * leader that lacked records. What is written there afterwards stands at offsets that were read before. From then on the
 * partition is read as another one, from the first offset that it has; what was a document stays one, since its id is known.
 */
final class LogCuts {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ledger ledger;

    LogCuts(DataSource dataSource, TransactionTemplate transaction, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.ledger = ledger;
    }

    /** Whether what a batch was to read is no longer what stands at its offsets. */
    boolean hold(Batch batch) {
        return jdbc.sql("""
                        select exists (select from sluice.log_cut
                                        where cut_topic_key = :topic and partition = :partition)
                        """)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .query(Boolean.class)
                .single();
    }

    /**
     * Notes a cut; of a log that others have noted as cut nothing more.
     *
     * @param topicKey what the partition was read as
     * @param end where its log was seen to end
     * @param plannedTo up to which it was planned
     */
    void note(long topicKey, int partition, long end, long plannedTo) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into sluice.source_topic (cluster_id, topic_id, name)
                            select cluster_id, split_part(topic_id, '/', 1) || '/' || :partition || '.' || topic_key, name
                              from sluice.source_topic where topic_key = :topic
                            on conflict (cluster_id, topic_id) do nothing
                            """).param("topic", topicKey).param("partition", partition).update();
            int noted = jdbc.sql("""
                            insert into sluice.log_cut (topic_key, cut_topic_key, partition, log_end, planned_to)
                            select n.topic_key, c.topic_key, :partition, :end, :planned
                              from sluice.source_topic c
                              join sluice.source_topic n
                                on n.cluster_id = c.cluster_id
                               and n.topic_id = split_part(c.topic_id, '/', 1) || '/' || :partition || '.' || c.topic_key
                             where c.topic_key = :topic
                            on conflict do nothing
                            """)
                    .param("topic", topicKey)
                    .param("partition", partition)
                    .param("end", end)
                    .param("planned", plannedTo)
                    .update();
            if (noted == 1) {
                ledger.record(Ledger.event(AuditEvents.TOPIC_CUT)
                        .with(Map.of("partition", partition, "end", end, "plannedTo", plannedTo)));
            }
        });
    }
}
