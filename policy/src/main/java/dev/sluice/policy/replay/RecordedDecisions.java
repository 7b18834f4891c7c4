package dev.sluice.policy.replay;

import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.Route;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads stored decisions and their inputs, a bounded number at a time however many there are. */
public final class RecordedDecisions {
    private static final int ROWS_AT_ONCE = 2_000;
    private static final String WHOLE = """
            select d.*, d.candidates::text as candidates_text, i.inputs, i.digest
              from sluice.decision d left join sluice.decision_input i on i.decision_id = d.decision_id
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /** Reads as the role of the data source, which needs to read only: the operator. */
    public RecordedDecisions(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        // A cursor lives in a transaction; one that only reads holds nobody up.
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setReadOnly(true);
    }

    /** The decision of that id, else the newest one about the document of that id. */
    public Optional<RecordedDecision> find(UUID decisionOrDocument) {
        List<RecordedDecision> found = jdbc.query(
                WHOLE + """
                 where d.decision_id = ? or d.document_id = ?
                 order by d.decision_id = ? desc, d.attempt desc, d.decided_at desc, d.decision_id desc limit 1""", (row, number) -> read(row), decisionOrDocument, decisionOrDocument, decisionOrDocument);
        return found.stream().findFirst();
    }

    /**
     * Hands over decisions in the order of their ids, which is that of their times.
     *
     * @param since decided then or later
     * @param document about this document only
     */
    public void each(Instant since, Optional<UUID> document, Consumer<RecordedDecision> to) {
        String sql = WHOLE + " where d.decided_at >= ? and (cast(? as uuid) is null or d.document_id = ?)"
                + " order by d.decision_id";
        transaction.executeWithoutResult(status -> jdbc.query(
                sql,
                row -> {
                    to.accept(read(row));
                },
                since.atOffset(ZoneOffset.UTC),
                document.orElse(null),
                document.orElse(null)));
    }

    /** Hands over the newest decision about each document that is not erased, if it was made at an instant or later. */
    void latest(Instant since, Consumer<LatestDecision> to) {
        transaction.executeWithoutResult(status -> jdbc.query(
                """
                select d.document_id, d.route, d.endpoints[1] as endpoint, i.inputs
                  from sluice.decision d
                  join sluice.document doc on doc.document_id = d.document_id and doc.erased_at is null
                  left join sluice.decision_input i on i.decision_id = d.decision_id
                 where d.decided_at >= ?
                   and not exists (select from sluice.decision newer
                                    where newer.document_id = d.document_id
                                      and (newer.attempt, newer.decided_at, newer.decision_id)
                                          > (d.attempt, d.decided_at, d.decision_id))""",
                row -> {
                    to.accept(new LatestDecision(
                            row.getObject("document_id", UUID.class),
                            Route.valueOf(row.getString("route")),
                            Optional.ofNullable(row.getString("endpoint")),
                            Optional.ofNullable(row.getBytes("inputs"))));
                },
                since.atOffset(ZoneOffset.UTC)));
    }

    private static RecordedDecision read(ResultSet row) throws SQLException {
        byte[] inputs = row.getBytes("inputs");
        byte[] digest = row.getBytes("digest");
        return new RecordedDecision(
                DecisionStore.read(row, 0),
                row.getString("candidates_text"),
                inputs == null || digest == null
                        ? Optional.empty()
                        : Optional.of(new StoredInputs(inputs, HexFormat.of().formatHex(digest))));
    }
}
