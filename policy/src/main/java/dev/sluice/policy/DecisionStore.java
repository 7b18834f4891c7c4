package dev.sluice.policy;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one writer of {@code sluice.decision} and {@code sluice.decision_input}: the row, what it was decided from and its
 * {@code policy.evaluated} event, in one transaction.
 */
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
     * Writes a decision, its inputs and its event into the caller's transaction.
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
                .param("candidates", JSON.writeValueAsString(DecisionOutcome.candidates(decision)))
                .param("by", decidedBy)
                .update();
        byte[] inputs = decision.inputs().by(detectors(classificationId)).canonical();
        String digest = Canonical.sha256(inputs);
        jdbc.sql("insert into sluice.decision_input (decision_id, inputs, digest) values (:id, :inputs, :digest)")
                .param("id", decision.id())
                .param("inputs", inputs)
                .param("digest", HexFormat.of().parseHex(digest))
                .update();
        audit.append(List.of(event(documentId, attempt, classificationId, decision, decidedBy)
                .with("inputs", digest)));
    }

    /** The detectors that found what was decided on. */
    private Optional<String> detectors(@Nullable UUID classificationId) {
        if (classificationId == null) {
            return Optional.empty();
        }
        return jdbc.sql("select detectors from sluice.classification where classification_id = :id")
                .param("id", classificationId)
                .query(String.class)
                .optional();
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
                .with("candidates", DecisionOutcome.candidates(decision));
        return classificationId == null ? event : event.with("classification", classificationId.toString());
    }

    /** A row of the table. */
    public static StoredDecision read(ResultSet row, int number) throws SQLException {
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
