package dev.sluice.ingest.review;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a person. */
public final class ReviewQueries {
    private static final String ROWS = """
            select a.document_id, a.attempt, d.tenant, a.state, coalesce(v.reason, a.reason, 'NONE') as reason,
                   coalesce(v.opened_at, a.changed_at) as since, r.verdict, r.decided_by,
                   coalesce(e.complete, false) as complete, c.exhaustiveness, c.categories, n.decision_id, n.route,
                   n.reason as decision_reason,
                   array(select distinct p from unnest(coalesce(v.policies, '{}') || coalesce(n.policies, '{}')) p order by p)
                     as policies, n.bundle_digest,
                   array(select x.endpoint || ' ' || coalesce(x.reason, x.state) from sluice.dispatch x
                          where x.document_id = a.document_id and x.attempt = a.attempt
                            and x.state in ('FAILED', 'UNKNOWN', 'BLOCKED') order by x.intent_at) as calls
              from sluice.attempt a
              join sluice.document d on d.document_id = a.document_id
              left join lateral (select * from sluice.review x
                                  where x.document_id = a.document_id and x.attempt = a.attempt and a.state = 'IN_REVIEW'
                                  order by x.round desc limit 1) v on true
              left join lateral (select * from sluice.review_act x
                                  where x.document_id = a.document_id and x.attempt = a.attempt
                                    and (x.round = v.round or x.verdict = 'REJECTED') limit 1) r on true
              left join sluice.extraction e on e.document_id = a.document_id and e.attempt = a.attempt
              left join lateral (select * from sluice.classification x
                                  where x.document_id = a.document_id and x.attempt = a.attempt
                                  order by x.classified_at desc, x.classification_id desc limit 1) c on true
              left join lateral (select * from sluice.decision x
                                  where x.document_id = a.document_id and x.attempt = a.attempt
                                  order by x.decided_at desc, x.decision_id desc limit 1) n on true
             where a.ended_at is null
               and (a.state = 'IN_REVIEW' or a.state = 'WAITING' and a.reason = 'NO_ELIGIBLE_ENDPOINT')
            """;

    private final JdbcClient jdbc;

    /**
     * Asks as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public ReviewQueries(DataSource asOperator) {
        this.jdbc = JdbcClient.create(asOperator);
    }

    /**
     * What waits, what is in review first, the oldest first.
     *
     * @param most at most so many
     * @return the documents
     */
    public List<ReviewRow> waiting(int most) {
        return jdbc.sql(ROWS + " order by a.state, since, a.document_id limit :most")
                .param("most", most)
                .query(ReviewQueries::row)
                .list();
    }

    /**
     * One document that waits.
     *
     * @param documentId our id
     * @return it, if it waits for a person
     */
    public Optional<ReviewRow> find(UUID documentId) {
        return jdbc.sql(ROWS + " and a.document_id = :document")
                .param("document", documentId)
                .query(ReviewQueries::row)
                .optional();
    }

    private static ReviewRow row(ResultSet row, int number) throws SQLException {
        return new ReviewRow(
                row.getObject("document_id", UUID.class),
                row.getInt("attempt"),
                row.getString("tenant"),
                row.getString("state"),
                row.getString("reason"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("verdict")),
                Optional.ofNullable(row.getString("decided_by")),
                row.getBoolean("complete"),
                Optional.ofNullable(row.getString("exhaustiveness")),
                strings(row.getArray("categories")),
                Optional.ofNullable(row.getObject("decision_id", UUID.class)),
                Optional.ofNullable(row.getString("route")),
                Optional.ofNullable(row.getString("decision_reason")),
                strings(row.getArray("policies")),
                Optional.ofNullable(row.getString("bundle_digest")),
                strings(row.getArray("calls")));
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
