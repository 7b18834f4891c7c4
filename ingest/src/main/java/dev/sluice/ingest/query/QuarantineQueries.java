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
        return jdbc.sql("""
                        select * from sluice.quarantined
                         where (:taken or state = 'OPEN')
                           and (cardinality(cast(:ids as uuid[])) = 0 or quarantine_id = any (:ids))
                           and (cast(:cause as text) is null or reason = :cause)
                           and (cast(:batch as uuid) is null or batch_id = :batch)
                           and (cast(:topic as text) is null or topic = :topic)
                         order by received_at desc, quarantine_id desc limit :limit
                        """)
                .param("taken", takenToo)
                .param("ids", selection.ids().toArray(UUID[]::new))
                .param("cause", selection.cause().orElse(null))
                .param("batch", selection.batch().orElse(null))
                .param("topic", selection.topic().orElse(null))
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
