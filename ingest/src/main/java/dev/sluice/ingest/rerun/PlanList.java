package dev.sluice.ingest.rerun;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which documents a plan is about; joins the caller's transaction. */
final class PlanList {
    /** Documents by their newest attempt wherever that was made; none that is erased or held. */
    private static final String NEWEST = """
            select a.document_id, a.attempt, sluice.route_before(a.document_id, a.attempt) as old_route, a.state, a.reason,
                   n.bundle_digest, sluice.review_bars(a.document_id) as barred
              from %s m
              join sluice.document d on d.document_id = m.document_id and d.erased_at is null and not d.hold
              join lateral (select * from sluice.attempt x where x.document_id = m.document_id
                             order by x.attempt desc limit 1) a on true
              left join sluice.extraction e on e.document_id = a.document_id and e.attempt = a.attempt
              left join lateral (select * from sluice.classification x
                                  where x.document_id = a.document_id and x.attempt = a.attempt
                                  order by x.classified_at desc, x.classification_id desc limit 1) c on true
              left join lateral (select * from sluice.decision x
                                  where x.document_id = a.document_id and x.attempt = a.attempt
                                  order by x.decided_at desc, x.decision_id desc limit 1) n on true
             where %s
             order by a.document_id
            """;

    private static final String SELECTED = """
            a.state <> 'ERASED'
            and case when cardinality(cast(:states as text[])) = 0 then a.ended_at is not null else a.state = any (:states) end
            and (cast(:cause as text) is null and a.reason is distinct from 'DISPATCH_UNKNOWN' or a.reason = :cause)
            and (cast(:batch as uuid) is null or a.batch_id = :batch)
            and (cast(:since as timestamptz) is null or coalesce(a.ended_at, a.started_at) >= :since)
            and (cast(:until as timestamptz) is null or coalesce(a.ended_at, a.started_at) < :until)
            and (cast(:tenant as text) is null or d.tenant = :tenant)
            and (cast(:category as text) is null or :category = any (c.categories))
            and (cast(:detectors as text) is null or starts_with(c.detectors, :detectors))
            and (cast(:bundle as text) is null or starts_with(n.bundle_digest, :bundle))
            and (cast(:endpoint as text) is null or :endpoint = any (n.endpoints)
                 or exists (select from sluice.dispatch x where x.document_id = a.document_id and x.attempt = a.attempt
                             and x.endpoint = :endpoint))""";

    private final JdbcClient jdbc;

    PlanList(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * One document.
     *
     * @param oldRoute what it was let do before, as the database's {@code route_before} has it
     * @param bundle digest of the bundle of its newest decision
     * @param barred why it is not run again: IN_REVIEW where a person has still to look at it, REJECTED where one said no
     */
    record Chosen(
            UUID documentId,
            int attempt,
            @Nullable String oldRoute,
            String state,
            @Nullable String reason,
            @Nullable String bundle,
            @Nullable String barred) {}

    /**
     * Documents that the batch worked on.
     *
     * @param bundle digest of the bundle in force: what stopped early for another, or had something allowed by another, is
     *     doubtful
     * @param listed the only ones that {@link RerunSelector#LISTED} chooses; the other selectors choose by state alone
     */
    List<Chosen> ofBatch(UUID batchId, RerunSelector selector, Set<UUID> listed, String bundle) {
        String condition = switch (selector) {
            case FAILED -> "a.state = 'FAILED' and a.reason is distinct from 'DISPATCH_UNKNOWN'";
            case DOUBTFUL -> """
                            a.state not in ('FAILED', 'ERASED')
                            and (a.state = 'WITHHELD' or not coalesce(e.complete, false)
                                 or coalesce(c.exhaustiveness, 'DEGRADED') not in ('EXHAUSTIVE', 'PARTIAL')
                                 or c.bundle_digest is distinct from :bundle
                                    and (c.exhaustiveness = 'PARTIAL' or c.bundle_digest is not null))""";
            case LISTED -> "a.document_id = any (:listed) and a.ended_at is not null and a.state <> 'ERASED'";
            case SELECTION -> throw new IllegalArgumentException("a selection is not of one batch");
        };
        return jdbc.sql(NEWEST.formatted(
                        "(select distinct document_id from sluice.attempt where batch_id = :batch)", condition))
                .param("batch", batchId)
                .param("bundle", bundle)
                .param("listed", listed.toArray(UUID[]::new))
                .query(PlanList::chosen)
                .list();
    }

    List<Chosen> selected(RerunSelection selection) {
        return jdbc.sql(NEWEST.formatted("(select document_id from sluice.document)", SELECTED))
                .param("states", selection.states().toArray(String[]::new))
                .param("cause", selection.cause().orElse(null), Types.VARCHAR)
                .param("batch", selection.batch().orElse(null), Types.OTHER)
                .param("since", time(selection.since()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", time(selection.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("tenant", selection.tenant().orElse(null), Types.VARCHAR)
                .param("category", selection.category().map(Enum::name).orElse(null), Types.VARCHAR)
                .param("endpoint", selection.endpoint().orElse(null), Types.VARCHAR)
                .param("detectors", selection.detectors().orElse(null), Types.VARCHAR)
                .param("bundle", selection.bundle().orElse(null), Types.VARCHAR)
                .query(PlanList::chosen)
                .list();
    }

    private static @Nullable Object time(Optional<Instant> instant) {
        return instant.map(at -> (Object) at.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    /** Writes the list, in its order. */
    void insert(UUID planId, List<PlannedItem> items) {
        for (int position = 0; position < items.size(); position++) {
            PlannedItem item = items.get(position);
            jdbc.sql("""
                            insert into sluice.rerun_item (plan_id, position, document_id, from_attempt, old_route, new_route,
                              from_state, from_reason, failure_class, endpoints)
                            values (:plan, :position, :document, :attempt, :old, :new, :state, :reason, :class, :endpoints)
                            """)
                    .params(Map.of(
                            "plan", planId,
                            "position", position,
                            "document", item.chosen().documentId(),
                            "attempt", item.chosen().attempt(),
                            "new", item.newRoute(),
                            "state", item.chosen().state(),
                            "class", item.failureClass()))
                    .param("old", item.chosen().oldRoute(), Types.VARCHAR)
                    .param("reason", item.chosen().reason(), Types.VARCHAR)
                    .param("endpoints", item.endpoints().toArray(String[]::new))
                    .update();
        }
    }

    private static Chosen chosen(ResultSet row, int number) throws SQLException {
        return new Chosen(
                row.getObject("document_id", UUID.class),
                row.getInt("attempt"),
                row.getString("old_route"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("bundle_digest"),
                row.getString("barred"));
    }
}
