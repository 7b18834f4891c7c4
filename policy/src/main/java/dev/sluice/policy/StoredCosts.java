package dev.sluice.policy;

import dev.sluice.policy.cost.Tokens;
import dev.sluice.policy.cost.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was decided and what was called, counted in the database; no document is read. */
public final class StoredCosts {
    private final JdbcClient jdbc;

    /** Works as the role of the data source, which needs to read only. */
    public StoredCosts(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The calls that left for an endpoint, with the tokens that it told; those that were blocked cost nothing. */
    public List<Work> calls() {
        return jdbc.sql("""
                        select doc.tenant, decision.route, call.endpoint, coalesce(call.model_asked, '') as model,
                          call.pool = 'EXTERNAL' as outside, (call.intent_at at time zone 'UTC')::date as day,
                          count(*) as calls,
                          count(*) filter (where call.input_tokens is null or call.output_tokens is null) as uncounted,
                          coalesce(sum(call.input_tokens) filter (where call.output_tokens is not null), 0) as input,
                          coalesce(sum(call.output_tokens) filter (where call.input_tokens is not null), 0) as output
                          from sluice.dispatch call
                          join sluice.decision decision on decision.decision_id = call.decision_id
                          join sluice.document doc on doc.document_id = call.document_id
                         where call.state <> 'BLOCKED'
                         group by 1, 2, 3, 4, 5, 6
                         order by 1, 2, 3, 4, 5, 6
                        """).query(StoredCosts::call).list();
    }

    private static Work call(ResultSet row, int number) throws SQLException {
        return new Work(
                row.getString("tenant"),
                row.getString("route"),
                row.getString("endpoint"),
                row.getString("model"),
                row.getBoolean("outside"),
                row.getObject("day", LocalDate.class),
                row.getLong("calls"),
                row.getLong("uncounted"),
                Tokens.of(row.getLong("input"), row.getLong("output")));
    }

    /**
     * What every attempt that was dispatched is expected to take where it went last, once. What was only decided costs nothing:
     * it waits, was withheld or rejected, or ended before a call. Tokens are estimated from the length of the text and what the
     * task of a bundle is expected to write.
     */
    public List<Work> decided(PolicyBundle bundle) {
        Map<String, String> models = models();
        return jdbc.sql("""
                        select doc.tenant, newest.route, newest.endpoint, doc.task,
                          (newest.intent_at at time zone 'UTC')::date as day, count(*) as decisions,
                          sum((extraction.text_length + :most - 1) / :each)::bigint as input
                          from (select distinct on (call.document_id, call.attempt) call.document_id, call.attempt,
                                       decision.route, call.endpoint, call.intent_at
                                  from sluice.dispatch call
                                  join sluice.decision decision on decision.decision_id = call.decision_id
                                 where call.state <> 'BLOCKED'
                                 order by call.document_id, call.attempt, call.intent_at desc, call.dispatch_id desc) newest
                          join sluice.document doc on doc.document_id = newest.document_id
                          join sluice.extraction extraction
                            on extraction.document_id = newest.document_id and extraction.attempt = newest.attempt
                         group by 1, 2, 3, 4, 5
                         order by 1, 2, 3, 4, 5
                        """)
                .param("most", Tokens.CODE_POINTS)
                .param("each", Tokens.CODE_POINTS)
                .query((row, number) -> decided(row, bundle, models))
                .list();
    }

    private static Work decided(ResultSet row, PolicyBundle bundle, Map<String, String> models) throws SQLException {
        String endpoint = row.getString("endpoint");
        String task = row.getString("task");
        long decisions = row.getLong("decisions");
        return new Work(
                row.getString("tenant"),
                row.getString("route"),
                endpoint,
                models.getOrDefault(endpoint, ""),
                bundle.catalog()
                        .find(endpoint)
                        .filter(known -> !known.kind().inside())
                        .isPresent(),
                row.getObject("day", LocalDate.class),
                decisions,
                0,
                Tokens.of(
                        row.getLong("input"),
                        decisions * bundle.routing().needs(task).outputTokens()));
    }

    /** The model that was asked last at each endpoint. */
    private Map<String, String> models() {
        return jdbc.sql("""
                        select distinct on (endpoint) endpoint, coalesce(model_asked, '') as model
                          from sluice.dispatch
                         order by endpoint, intent_at desc, dispatch_id desc
                        """).query().listOfRows().stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("endpoint")), row -> Objects.toString(row.get("model"), "")));
    }
}
