package dev.sluice.ingest.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where batches stand, and whether every offset is accounted for. */
public final class BatchQueries {
    private final JdbcClient jdbc;

    /**
     * Asks as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public BatchQueries(DataSource asOperator) {
        this.jdbc = JdbcClient.create(asOperator);
    }

    /**
     * The newest batches, newest first.
     *
     * @param most at most so many
     * @return the batches
     */
    public List<BatchRow> newest(int most) {
        return jdbc.sql("""
                        select b.*, s.name from sluice.batch b join sluice.source_topic s using (topic_key)
                         order by b.planned_at desc, b.batch_id desc limit :most
                        """).param("most", most).query(this::row).list();
    }

    /**
     * One batch.
     *
     * @param batchId our id
     * @return the batch, if there is one
     */
    public Optional<BatchRow> find(UUID batchId) {
        return jdbc.sql("""
                        select b.*, s.name from sluice.batch b join sluice.source_topic s using (topic_key)
                         where b.batch_id = :batch
                        """).param("batch", batchId).query(this::row).optional();
    }

    /**
     * Documents that a batch made an attempt at, in the order of their ids.
     *
     * @param batchId our id
     * @return their ids
     */
    public List<UUID> documents(UUID batchId) {
        return jdbc.sql("select distinct document_id from sluice.attempt where batch_id = :batch order by 1")
                .param("batch", batchId)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Whether each offset of a range has its one outcome.
     *
     * @param topic the topic's name; of several topics that had it, the newest
     * @param partition the partition
     * @param from first offset
     * @param to offset after the last
     * @return the account
     */
    public OffsetAccount account(String topic, int partition, long from, long to) {
        SortedMap<String, Long> outcomes = new TreeMap<>();
        jdbc.sql("""
                        select outcome, count(*) from sluice.offset_outcome
                         where topic_key = (select max(b.topic_key) from sluice.batch b join sluice.source_topic s using (topic_key)
                                              where s.name = :topic and b.partition = :partition)
                           and partition = :partition and record_offset >= :from and record_offset < :to
                         group by outcome
                        """)
                .param("topic", topic)
                .param("partition", partition)
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    outcomes.put(row.getString(1), row.getLong(2));
                });
        // Borders of the range stand as rows beside the outcomes, so that gaps at either end are found like any other.
        List<OffsetAccount.Range> missing = jdbc.sql("""
                        select here + 1, next from (
                          select record_offset as here, lead(record_offset) over (order by record_offset) as next from (
                            select record_offset from sluice.offset_outcome
                             where topic_key = (select max(b.topic_key) from sluice.batch b join sluice.source_topic s using (topic_key)
                                              where s.name = :topic and b.partition = :partition)
                               and partition = :partition and record_offset >= :from and record_offset < :to
                            union all select cast(:from as bigint) - 1
                            union all select cast(:to as bigint)) o) g
                         where next > here + 1 order by here
                        """)
                .param("topic", topic)
                .param("partition", partition)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new OffsetAccount.Range(row.getLong(1), row.getLong(2)))
                .list();
        return new OffsetAccount(topic, partition, from, to, outcomes, missing);
    }

    private BatchRow row(ResultSet row, int number) throws SQLException {
        UUID batchId = row.getObject("batch_id", UUID.class);
        return new BatchRow(
                batchId,
                row.getString("name"),
                row.getInt("partition"),
                row.getLong("from_offset"),
                row.getLong("to_offset"),
                row.getString("run"),
                row.getString("state"),
                Optional.ofNullable(row.getString("reason")),
                row.getObject("planned_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                counts(
                        "select outcome, count(*) from sluice.offset_outcome where batch_id = :batch group by 1",
                        batchId),
                counts("select state, count(*) from sluice.attempt where batch_id = :batch group by 1", batchId));
    }

    private SortedMap<String, Long> counts(String sql, UUID batchId) {
        SortedMap<String, Long> counts = new TreeMap<>();
        jdbc.sql(sql).param("batch", batchId).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }
}
