package dev.sluice.ingest.rerun;

import dev.sluice.ingest.query.QuarantineSelection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of plans over messages of quarantine; joins the caller's transaction. */
final class QuarantineList {
    static final String SELECTOR = "QUARANTINED";

    private final JdbcClient jdbc;

    QuarantineList(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Those that are open, in the order in which they came. */
    List<UUID> choose(QuarantineSelection selection) {
        return jdbc.sql("select quarantine_id from sluice.quarantined where state = 'OPEN' and "
                        + QuarantineSelection.PREDICATE + " order by topic_key, partition, record_offset")
                .params(selection.parameters())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    void insert(UUID planId, String reason, String digest, String requestedBy, List<UUID> messages) {
        jdbc.sql("""
                        insert into sluice.rerun_plan
                          (plan_id, selector, reason, list_digest, items, newly_out, state, requested_by)
                        values (:plan, :selector, :reason, :digest, :items, 0, 'FROZEN', :by)
                        """)
                .param("plan", planId)
                .param("selector", SELECTOR)
                .param("reason", reason)
                .param("digest", digest)
                .param("items", messages.size())
                .param("by", requestedBy)
                .update();
        jdbc.sql("""
                        insert into sluice.rerun_message (plan_id, position, quarantine_id)
                        select :plan, place - 1, id from unnest(cast(:ids as uuid[])) with ordinality as list (id, place)
                        """)
                .param("plan", planId)
                .param("ids", messages.toArray(UUID[]::new))
                .update();
    }

    /** The batches that set the messages aside. */
    List<UUID> sources(UUID planId) {
        return jdbc.sql("""
                        select distinct q.batch_id from sluice.rerun_message m
                          join sluice.quarantine q on q.quarantine_id = m.quarantine_id
                         where m.plan_id = :plan order by q.batch_id
                        """)
                .param("plan", planId)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<QuarantinePlan> find(UUID planId) {
        return jdbc.sql("select * from sluice.rerun_plan where plan_id = :plan and selector = :selector")
                .param("plan", planId)
                .param("selector", SELECTOR)
                .query((row, number) -> new QuarantinePlan(
                        planId,
                        row.getString("reason"),
                        row.getString("list_digest"),
                        messages(planId),
                        row.getString("state")))
                .optional();
    }

    /** Where a plan stands, without its list. */
    Optional<String> state(UUID planId) {
        return jdbc.sql("select state from sluice.rerun_plan where plan_id = :plan and selector = :selector")
                .param("plan", planId)
                .param("selector", SELECTOR)
                .query(String.class)
                .optional();
    }

    private List<UUID> messages(UUID planId) {
        return jdbc.sql("select quarantine_id from sluice.rerun_message where plan_id = :plan order by position")
                .param("plan", planId)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }
}
