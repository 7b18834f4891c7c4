package dev.sluice.ingest.rerun;

import dev.sluice.db.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of rerun plans and the batches that carry them out; joins the caller's transaction. */
final class PlanTable {
    private static final String COLUMNS = """
            select p.*, a.approved_by, sluice.rerun_needs_approval(p.plan_id) as needs_approval,
                   sluice.rerun_endpoints(p.plan_id) as endpoints
              from sluice.rerun_plan p left join sluice.rerun_approval a on a.plan_id = p.plan_id
            """;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, Integer>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    PlanTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** What is frozen with a list. */
    record Frozen(
            UUID planId,
            @Nullable UUID batchId,
            RerunSelector selector,
            @Nullable String selection,
            @Nullable String reason,
            String digest,
            int items,
            String leftOut,
            int newlyOut,
            String requestedBy,
            RerunPolicy policy,
            String bundle,
            boolean retryCrashed,
            int fourEyesAbove) {}

    boolean batchExists(UUID batchId) {
        return jdbc.sql("select exists (select from sluice.batch where batch_id = :batch)")
                .param("batch", batchId)
                .query(Boolean.class)
                .single();
    }

    void insert(Frozen plan) {
        jdbc.sql("""
                        insert into sluice.rerun_plan (plan_id, batch_id, selector, selection, reason, list_digest, items,
                          left_out, newly_out, state, requested_by, policy_mode, bundle_digest, retry_crashed,
                          four_eyes_above)
                        values (:plan, :batch, :selector, cast(:selection as jsonb), :reason, :digest, :items, cast(:left as jsonb), :out,
                          'FROZEN', :by, :policy, :bundle, :retry, :eyes)
                        """)
                .param("plan", plan.planId())
                .param("batch", plan.batchId(), Types.OTHER)
                .param("selector", plan.selector().name())
                .param("selection", plan.selection(), Types.VARCHAR)
                .param("reason", plan.reason(), Types.VARCHAR)
                .param("digest", plan.digest())
                .param("items", plan.items())
                .param("left", plan.leftOut())
                .param("out", plan.newlyOut())
                .param("by", plan.requestedBy())
                .param("policy", plan.policy().name())
                .param("bundle", plan.bundle())
                .param("retry", plan.retryCrashed())
                .param("eyes", plan.fourEyesAbove())
                .update();
    }

    /** Locks the plan, and before it the batches that carry it out, in the order in which a chunk does. */
    Optional<String> lock(UUID planId) {
        jdbc.sql("select batch_id from sluice.batch where run = :run order by batch_id for update")
                .param("run", planId.toString())
                .query(UUID.class)
                .list();
        return jdbc.sql("select state from sluice.rerun_plan where plan_id = :plan for update")
                .param("plan", planId)
                .query(String.class)
                .optional();
    }

    /** Locks what carries a plan out. Before the plan, as whoever ends a batch does. */
    void lockBatches(UUID planId) {
        jdbc.sql("select batch_id from sluice.batch where run = :run order by batch_id for update")
                .param("run", planId.toString())
                .query(UUID.class)
                .list();
    }

    /** Ends the batches of a plan as they stand; a node that is at one of them writes no chunk any more. */
    void cancelBatches(UUID planId) {
        jdbc.sql("""
                        update sluice.batch
                           set state = 'ENDED', reason = 'CANCELLED', fence = fence + 1, lease_owner = null, alone = null,
                               ended_at = clock_timestamp()
                         where run = :run and state <> 'ENDED'
                        """).param("run", planId.toString()).update();
    }

    boolean approved(UUID planId) {
        return jdbc.sql("select sluice.rerun_approved(:plan)")
                .param("plan", planId)
                .query(Boolean.class)
                .single();
    }

    /** Whether the list is still the one that was frozen. */
    boolean unchanged(UUID planId) {
        return jdbc.sql("""
                        select sluice.rerun_list(plan_id) = list_digest from sluice.rerun_plan where plan_id = :plan
                        """).param("plan", planId).query(Boolean.class).single();
    }

    void start(UUID planId, String reason, Optional<Integer> rate) {
        jdbc.sql("""
                        update sluice.rerun_plan
                           set state = 'STARTED', reason = :reason, rate = :rate, started_at = clock_timestamp()
                         where plan_id = :plan
                        """)
                .param("plan", planId)
                .param("reason", reason)
                .param("rate", rate.orElse(null), Types.INTEGER)
                .update();
    }

    void move(UUID planId, String state) {
        jdbc.sql("""
                        update sluice.rerun_plan
                           set state = :state,
                               ended_at = case when :state in ('STOPPED', 'ENDED') then clock_timestamp() end
                         where plan_id = :plan
                        """).param("state", state).param("plan", planId).update();
    }

    /** Takes the batches from whoever works on them: what they have in hand is not written any more. */
    void park(UUID planId) {
        jdbc.sql("""
                        update sluice.batch set state = 'PLANNED', lease_owner = null, lease_until = null, alone = null
                         where run = :run and state <> 'ENDED'
                        """).param("run", planId.toString()).update();
    }

    /** Ends the batches where they are. */
    void abandon(UUID planId) {
        jdbc.sql("""
                        update sluice.batch
                           set state = 'ENDED', reason = :reason, lease_owner = null, lease_until = null, alone = null,
                               ended_at = clock_timestamp()
                         where run = :run and state <> 'ENDED'
                        """)
                .param("run", planId.toString())
                .param("reason", "RERUN_STOPPED")
                .update();
    }

    /** A batch over the same range as another, whose run is the plan. */
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

    /** A batch for each range in which documents of the list came, in the order of the list. */
    List<UUID> planBatches(UUID planId) {
        List<UUID> sources = jdbc.sql("""
                        select b.batch_id from sluice.rerun_item i
                          join sluice.document d on d.document_id = i.document_id
                          join sluice.batch b on b.topic_key = d.topic_key and b.partition = d.partition and b.run = '0'
                           and b.from_offset <= d.record_offset and d.record_offset < b.to_offset
                         where i.plan_id = :plan group by b.batch_id order by min(i.position)
                        """)
                .param("plan", planId)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        List<UUID> batches = new ArrayList<>();
        for (UUID source : sources) {
            UUID batchId = UuidV7.next();
            planBatch(batchId, planId, source);
            batches.add(batchId);
        }
        return batches;
    }

    Optional<RerunPlan> find(UUID planId) {
        return jdbc.sql(COLUMNS + " where p.plan_id = :plan and p.selector <> 'QUARANTINED'")
                .param("plan", planId)
                .query(this::plan)
                .optional();
    }

    /** The newest plans over documents, newest first. */
    List<RerunPlan> newest(int most) {
        return jdbc.sql(COLUMNS + """
                         where p.selector <> 'QUARANTINED' order by p.created_at desc, p.plan_id desc limit :most
                        """).param("most", most).query(this::plan).list();
    }

    private RerunPlan plan(ResultSet row, int number) throws SQLException {
        UUID planId = row.getObject("plan_id", UUID.class);
        return new RerunPlan(
                planId,
                Optional.ofNullable(row.getObject("batch_id", UUID.class)),
                RerunSelector.valueOf(row.getString("selector")),
                Optional.ofNullable(row.getString("selection")),
                Optional.ofNullable(row.getString("reason")),
                row.getString("list_digest"),
                row.getInt("items"),
                counts(row.getString("left_out")),
                row.getInt("newly_out"),
                List.of((String[]) row.getArray("endpoints").getArray()),
                row.getBoolean("needs_approval"),
                row.getString("state"),
                row.getString("requested_by"),
                Optional.ofNullable(row.getString("approved_by")),
                RerunPolicy.valueOf(row.getString("policy_mode")),
                Optional.ofNullable(row.getString("bundle_digest")),
                Optional.ofNullable(row.getObject("rate", Integer.class)),
                row.getBoolean("retry_crashed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                counts(planId, "coalesce(old_route, 'NONE') || '>' || coalesce(new_route, 'NONE')"),
                counts(planId, "coalesce(failure_class, 'NONE')"));
    }

    private static SortedMap<String, Integer> counts(String json) {
        return JSON.readValue(json, COUNTS);
    }

    private SortedMap<String, Integer> counts(UUID planId, String of) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        jdbc.sql("select " + of + ", count(*) from sluice.rerun_item where plan_id = :plan group by 1")
                .param("plan", planId)
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }
}
