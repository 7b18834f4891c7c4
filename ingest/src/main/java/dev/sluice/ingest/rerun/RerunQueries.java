package dev.sluice.ingest.rerun;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where plans stand, and what they changed. */
public final class RerunQueries {
    private static final String COLUMNS = """
            coalesce(i.failure_class, 'NONE') as class, coalesce(i.old_route, 'NONE') as before,
            coalesce(i.new_route, 'NONE') as planned, n.route as after, a.state, a.reason
            """;
    private static final String FROM = """
              from sluice.rerun_item i
              left join lateral (select x.* from sluice.attempt x join sluice.batch b on b.batch_id = x.batch_id
                                  where x.document_id = i.document_id and b.run = :run limit 1) a on true
              left join lateral (select x.route from sluice.decision x
                                  where x.document_id = a.document_id and x.attempt = a.attempt
                                  order by x.decided_at desc, x.decision_id desc limit 1) n on true
             where i.plan_id = :plan
            """;

    private final PlanTable table;
    private final JdbcClient jdbc;

    /**
     * Asks as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public RerunQueries(DataSource asOperator) {
        this.table = new PlanTable(asOperator);
        this.jdbc = JdbcClient.create(asOperator);
    }

    /**
     * The newest plans, newest first.
     *
     * @param most at most so many
     * @return the plans over documents
     */
    public List<RerunPlan> newest(int most) {
        return table.newest(most);
    }

    /**
     * Finds a plan.
     *
     * @param planId its id
     * @return the plan, if there is one over documents
     */
    public Optional<RerunPlan> find(UUID planId) {
        return table.find(planId);
    }

    /**
     * What a plan would change and has changed, those that newly go outside first.
     *
     * @param planId its id
     * @return counts by class, routes and state; empty if there is no such plan
     */
    public List<RerunChange> changes(UUID planId) {
        return jdbc.sql("select " + COLUMNS + ", count(*) as documents" + FROM + """
                         group by 1, 2, 3, 4, 5, 6
                         order by not (coalesce(i.new_route, 'NONE') = 'EXTERNAL' and coalesce(i.old_route, 'NONE') <> 'EXTERNAL'),
                                  1, 2, 3, 4, 5, 6
                        """)
                .param("plan", planId)
                .param("run", planId.toString())
                .query(RerunQueries::change)
                .list();
    }

    /**
     * Each document of a plan in the order of the list: those that newly go outside first.
     *
     * @param planId its id
     * @return the documents; empty if there is no such plan
     */
    public List<RerunItem> items(UUID planId) {
        return jdbc.sql("select i.document_id, i.from_attempt, 1 as documents, " + COLUMNS + FROM
                        + " order by i.position")
                .param("plan", planId)
                .param("run", planId.toString())
                .query((row, number) -> new RerunItem(
                        row.getObject("document_id", UUID.class), row.getInt("from_attempt"), change(row, number)))
                .list();
    }

    private static RerunChange change(ResultSet row, int number) throws SQLException {
        return new RerunChange(
                row.getString("class"),
                row.getString("before"),
                row.getString("planned"),
                Optional.ofNullable(row.getString("after")),
                Optional.ofNullable(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                row.getInt("documents"));
    }
}
