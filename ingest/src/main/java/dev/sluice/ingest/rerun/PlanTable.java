package dev.sluice.ingest.rerun;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of rerun plans; joins the caller's transaction. */
final class PlanTable {
    private final JdbcClient jdbc;

    PlanTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** {@code oldRoute} is what the document was let do before, as the database's {@code route_before} has it. */
    record Chosen(UUID documentId, int attempt, @Nullable String oldRoute) {}

    record Item(Chosen chosen, String newRoute) {}

    boolean batchExists(UUID batchId) {
        return jdbc.sql("select exists (select from sluice.batch where batch_id = :batch)")
                .param("batch", batchId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Documents that the batch worked on, by their newest attempt wherever that was made.
     *
     * @param bundle digest of the bundle in force: what stopped early for another, or had something allowed by another, is
     *     doubtful
     * @param listed the only ones that {@link RerunSelector#LISTED} chooses; the other selectors choose by state alone
     */
    List<Chosen> choose(UUID batchId, RerunSelector selector, Set<UUID> listed, String bundle) {
        String condition = switch (selector) {
            case FAILED -> "a.state = 'FAILED' and a.reason is distinct from 'DISPATCH_UNKNOWN'";
            case DOUBTFUL -> """
                            a.state not in ('FAILED', 'ERASED')
                            and (a.state = 'WITHHELD' or not coalesce(e.complete, false)
                                 or coalesce(c.exhaustiveness, 'DEGRADED') not in ('EXHAUSTIVE', 'PARTIAL')
                                 or c.bundle_digest is distinct from :bundle
                                    and (c.exhaustiveness = 'PARTIAL' or c.bundle_digest is not null))""";
            case LISTED -> "a.document_id = any (:listed) and a.ended_at is not null and a.state <> 'ERASED'";
        };
        return jdbc.sql("""
                        select a.document_id, a.attempt, sluice.route_before(a.document_id, a.attempt)
                          from (select distinct document_id from sluice.attempt where batch_id = :batch) m
                          join sluice.document d on d.document_id = m.document_id and d.erased_at is null
                          join lateral (select * from sluice.attempt x where x.document_id = m.document_id
                                         order by x.attempt desc limit 1) a on true
                          left join sluice.extraction e on e.document_id = a.document_id and e.attempt = a.attempt
                          left join lateral (select * from sluice.classification x
                                              where x.document_id = a.document_id and x.attempt = a.attempt
                                              order by x.classified_at desc, x.classification_id desc limit 1) c on true
                         where %s
                         order by a.document_id
                        """.formatted(condition))
                .param("batch", batchId)
                .param("bundle", bundle)
                .param("listed", listed.toArray(UUID[]::new))
                .query((row, number) -> new Chosen(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)))
                .list();
    }

    void insert(
            UUID planId,
            UUID batchId,
            RerunSelector selector,
            String reason,
            String digest,
            int newlyOut,
            String requestedBy,
            List<Item> items) {
        jdbc.sql("""
                        insert into sluice.rerun_plan
                          (plan_id, batch_id, selector, reason, list_digest, items, newly_out, state, requested_by)
                        values (:plan, :batch, :selector, :reason, :digest, :items, :out, 'FROZEN', :by)
                        """)
                .param("plan", planId)
                .param("batch", batchId)
                .param("selector", selector.name())
                .param("reason", reason)
                .param("digest", digest)
                .param("items", items.size())
                .param("out", newlyOut)
                .param("by", requestedBy)
                .update();
        for (int position = 0; position < items.size(); position++) {
            Item item = items.get(position);
            jdbc.sql("""
                            insert into sluice.rerun_item
                              (plan_id, position, document_id, from_attempt, old_route, new_route)
                            values (:plan, :position, :document, :attempt, :old, :new)
                            """)
                    .param("plan", planId)
                    .param("position", position)
                    .param("document", item.chosen().documentId())
                    .param("attempt", item.chosen().attempt())
                    .param("old", item.chosen().oldRoute(), Types.VARCHAR)
                    .param("new", item.newRoute())
                    .update();
        }
    }

    void lock(UUID planId) {
        jdbc.sql("select state from sluice.rerun_plan where plan_id = :plan for update")
                .param("plan", planId)
                .query(String.class)
                .optional();
    }

    void move(UUID planId, String state) {
        jdbc.sql("update sluice.rerun_plan set state = :state where plan_id = :plan")
                .param("state", state)
                .param("plan", planId)
                .update();
    }

    /** A batch over the same range whose run is the plan. */
    void planBatch(UUID batchId, UUID planId, UUID source) {
        jdbc.sql("""
                        insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, run, state)
                        select :batch, topic_key, partition, from_offset, to_offset, :run, 'PLANNED'
                          from sluice.batch where batch_id = :source
                        """)
                .param("batch", batchId)
                .param("run", planId.toString())
                .param("source", source)
                .update();
    }

    Optional<RerunPlan> find(UUID planId) {
        return jdbc.sql("select * from sluice.rerun_plan where plan_id = :plan and batch_id is not null")
                .param("plan", planId)
                .query((row, number) -> new RerunPlan(
                        planId,
                        row.getObject("batch_id", UUID.class),
                        RerunSelector.valueOf(row.getString("selector")),
                        row.getString("reason"),
                        row.getString("list_digest"),
                        row.getInt("items"),
                        row.getInt("newly_out"),
                        row.getString("state"),
                        routes(planId)))
                .optional();
    }

    private SortedMap<String, Integer> routes(UUID planId) {
        SortedMap<String, Integer> routes = new TreeMap<>();
        jdbc.sql("""
                        select coalesce(old_route, 'NONE') || '>' || coalesce(new_route, 'NONE'), count(*)
                          from sluice.rerun_item where plan_id = :plan group by 1
                        """).param("plan", planId).query(row -> {
            routes.put(row.getString(1), row.getInt(2));
        });
        return routes;
    }
}
