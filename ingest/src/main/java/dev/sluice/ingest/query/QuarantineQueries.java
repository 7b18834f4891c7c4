package dev.sluice.ingest.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Questions about messages in quarantine, asked as role OPERATOR. */
public final class QuarantineQueries {
    private final JdbcClient jdbc;

    /**
     * Asks as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public QuarantineQueries(DataSource asOperator) {
        this.jdbc = JdbcClient.create(asOperator);
    }

    /**
     * Messages, newest first.
     *
     * @param selection which
     * @param takenToo also those that became a document in a rerun
     * @param limit at most so many
     * @return the messages
     */
    public List<QuarantineRow> list(QuarantineSelection selection, boolean takenToo, int limit) {
        return jdbc.sql("select * from sluice.quarantined where (:taken or state = 'OPEN') and "
                        + QuarantineSelection.PREDICATE + " order by received_at desc, quarantine_id desc limit :limit")
                .param("taken", takenToo)
                .params(selection.parameters())
                .param("limit", limit)
                .query(QuarantineQueries::row)
                .list();
    }

    /**
     * One message.
     *
     * @param quarantineId its id
     * @return where it stands, if there is such a message
     */
    public Optional<QuarantineRow> find(UUID quarantineId) {
        return jdbc.sql("select * from sluice.quarantined where quarantine_id = :id")
                .param("id", quarantineId)
                .query(QuarantineQueries::row)
                .optional();
    }

    /**
     * How many messages wait in quarantine.
     *
     * @return those that are OPEN
     */
    public long open() {
        return jdbc.sql("select count(*) from sluice.quarantined where state = 'OPEN'")
                .query(Long.class)
                .single();
    }

    /**
     * How far a plan over messages of quarantine has come.
     *
     * @param planId the plan
     * @return how many of its messages are documents now, by this plan or another, and how many of those have not ended
     */
    public RerunProgress progress(UUID planId) {
        return jdbc.sql("""
                        select count(*), count(*) filter (where a.ended_at is null)
                          from sluice.rerun_message m
                          join sluice.quarantine_outcome o
                            on o.quarantine_id = m.quarantine_id and o.outcome in ('DOCUMENT', 'DUPLICATE')
                          left join lateral (select x.ended_at from sluice.attempt x
                                              where x.document_id = o.document_id order by x.attempt desc limit 1) a on true
                         where m.plan_id = :plan
                        """)
                .param("plan", planId)
                .query((row, number) -> new RerunProgress(row.getLong(1), row.getLong(2)))
                .single();
    }

    /**
     * Records of work topics that were set aside, newest first.
     *
     * @param selection which, by cause and topic; of a batch or of ids named there is none
     * @param limit at most so many
     * @return the records
     */
    public List<WorkQuarantineRow> workItems(QuarantineSelection selection, int limit) {
        return jdbc.sql("""
                        select * from sluice.work_quarantine
                         where cardinality(cast(:ids as uuid[])) = 0 and cast(:batch as uuid) is null
                           and (cast(:cause as text) is null or reason = :cause)
                           and (cast(:topic as text) is null or topic = :topic)
                         order by received_at desc, quarantine_id desc limit :limit
                        """)
                .params(selection.parameters())
                .param("limit", limit)
                .query((row, number) -> new WorkQuarantineRow(
                        row.getObject("quarantine_id", UUID.class),
                        row.getString("pool"),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("record_offset"),
                        row.getLong("bytes"),
                        row.getString("reason"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static QuarantineRow row(ResultSet row, int number) throws SQLException {
        return new QuarantineRow(
                row.getObject("quarantine_id", UUID.class),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getObject("batch_id", UUID.class),
                row.getString("state"),
                row.getString("reason"),
                row.getString("first_reason"),
                row.getLong("reruns"),
                Optional.ofNullable(row.getObject("document_id", UUID.class)),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("rerun_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
