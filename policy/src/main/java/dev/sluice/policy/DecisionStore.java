package dev.sluice.policy;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The one writer of {@code sluice.decision}: the row and its {@code policy.evaluated} event, in one transaction. */
public final class DecisionStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final AuditLog audit;

    /** Works as the role of the data source. */
    public DecisionStore(DataSource dataSource, AuditLog audit) {
        this.jdbc = JdbcClient.create(dataSource);
        this.audit = audit;
    }

    /**
     * Writes a decision and its event into the caller's transaction.
     *
     * @param classificationId absent when there was nothing to classify
     * @param decidedBy the part that decided, for example {@code ingest} or {@code worker-external}
     * @throws IllegalStateException outside a transaction
     */
    public void save(
            UUID documentId, int attempt, @Nullable UUID classificationId, Decision decision, String decidedBy) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("decision " + decision.id() + " is saved in a transaction or not at all");
        }
        jdbc.sql("""
                        insert into sluice.decision (decision_id, document_id, attempt, classification_id, route, cleared,
                          reason, policies, bundle_digest, endpoints, candidates, decided_by)
                        values (:id, :document, :attempt, :classification, :route, :cleared, :reason, :policies,
                          :bundle, :endpoints, cast(:candidates as jsonb), :by)
                        """)
                .param("id", decision.id())
                .param("document", documentId)
                .param("attempt", attempt)
                .param("classification", classificationId)
                .param("route", decision.route().name())
                .param("cleared", decision.cleared())
                .param("reason", decision.reason())
                .param("policies", decision.policies().toArray(String[]::new))
                .param("bundle", decision.bundleDigest())
                .param(
                        "endpoints",
                        decision.endpoints().stream().map(Endpoint::id).toArray(String[]::new))
                .param("candidates", JSON.writeValueAsString(candidates(decision)))
                .param("by", decidedBy)
                .update();
        audit.append(List.of(event(documentId, attempt, classificationId, decision, decidedBy)));
    }

    /** The newest decision of an attempt. */
    public Optional<StoredDecision> newest(UUID documentId, int attempt) {
        return jdbc.sql("""
                        select * from sluice.decision
                         where document_id = :document and attempt = :attempt
                         order by decided_at desc, decision_id desc
                         limit 1
                        """)
                .param("document", documentId)
                .param("attempt", attempt)
                .query(DecisionStore::read)
                .optional();
    }

    private static AuditEvent event(
            UUID documentId, int attempt, @Nullable UUID classificationId, Decision decision, String decidedBy) {
        AuditEvent event = AuditEvent.of(AuditEvents.POLICY_EVALUATED, Actor.system(decidedBy))
                .document(documentId, attempt)
                .with("decision", decision.id().toString())
                .with("route", decision.route().name())
                .with("cleared", decision.cleared())
                .with("reason", decision.reason())
                .with("policies", decision.policies())
                .with("bundle", decision.bundleDigest())
                .with(
                        "endpoints",
                        decision.endpoints().stream().map(Endpoint::id).toList())
                .with("candidates", candidates(decision));
        return classificationId == null ? event : event.with("classification", classificationId.toString());
    }

    private static List<Map<String, Object>> candidates(Decision decision) {
        List<Map<String, Object>> candidates = new ArrayList<>();
        for (Candidate candidate : decision.candidates()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("endpoint", candidate.endpoint());
            one.put("kind", candidate.kind().name());
            one.put("config", candidate.configDigest());
            one.put("permitted", candidate.permitted());
            candidate.fellAt().ifPresent(stage -> one.put("fellAt", stage.name()));
            one.put("reason", candidate.reason());
            one.put("policies", candidate.policies());
            candidates.add(one);
        }
        return candidates;
    }

    private static StoredDecision read(ResultSet row, int number) throws SQLException {
        return new StoredDecision(
                row.getObject("decision_id", UUID.class),
                row.getObject("document_id", UUID.class),
                row.getInt("attempt"),
                Optional.ofNullable(row.getObject("classification_id", UUID.class)),
                Route.valueOf(row.getString("route")),
                row.getBoolean("cleared"),
                row.getString("reason"),
                StoredContext.strings(row.getArray("policies")),
                row.getString("bundle_digest"),
                StoredContext.strings(row.getArray("endpoints")),
                row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant());
    }
}
