package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.policy.Decision;
import dev.sluice.policy.PolicyBundle;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Attempts that a person has to look at; joins the caller's transaction. An attempt comes here once for each reason, and for
 * each policy that asks: what models refused again after a person approved it ends. What a person decides is the operator's to
 * write.
 */
final class ReviewQueue {
    /** Models refused it, and nobody else is left who may do it. */
    static final String MODEL_REFUSED = "MODEL_REFUSED";

    /** A policy that determined the decision asks a person. */
    static final String POLICY_REVIEW = "POLICY_REVIEW";

    private final JdbcClient jdbc;
    private final PolicyBundle bundle;
    private final Ledger ledger;

    ReviewQueue(DataSource dataSource, PolicyBundle bundle, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.bundle = bundle;
        this.ledger = ledger;
    }

    /** The policies for which a person looks at what was decided before any model does; empty where nobody is asked. */
    Set<String> asks(Decision decision) {
        return bundle.asking(decision);
    }

    /** As {@link #asks(Decision)}, without those for which a person let the attempt go on. */
    Set<String> asks(Decision decision, UUID documentId, int attempt) {
        Set<String> asks = bundle.asking(decision);
        if (!asks.isEmpty()) {
            asks.removeAll(Arrays.asList(jdbc.sql("select sluice.reviewed(:document, :attempt)")
                    .param("document", documentId)
                    .param("attempt", attempt)
                    .query((row, number) -> (String[]) row.getArray(1).getArray())
                    .single()));
        }
        return asks;
    }

    /** Whether a person ended it. */
    boolean rejected(UUID documentId, int attempt) {
        return jdbc.sql("""
                        select exists (select from sluice.review_act
                                        where document_id = :document and attempt = :attempt and verdict = 'REJECTED')
                        """)
                .param("document", documentId)
                .param("attempt", attempt)
                .query(Boolean.class)
                .single();
    }

    /** Whether the attempt has been here because models refused it. */
    boolean wasRefused(UUID documentId, int attempt) {
        return jdbc.sql("""
                        select exists (select from sluice.review
                                        where document_id = :document and attempt = :attempt and reason = :reason)
                        """)
                .param("document", documentId)
                .param("attempt", attempt)
                .param("reason", MODEL_REFUSED)
                .query(Boolean.class)
                .single();
    }

    /** Notes why the attempt is here, and which policies ask; the caller puts it into the state. */
    void open(ClassificationWriter.Place place, String reason, Set<String> policies) {
        jdbc.sql("""
                        insert into sluice.review (document_id, attempt, reason, policies)
                        values (:document, :attempt, :reason, :policies)
                        """)
                .param("policies", policies.toArray(String[]::new))
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("reason", reason)
                .update();
        ledger.record(Ledger.event(AuditEvents.REVIEW_OPENED)
                .outcome(Outcome.SUCCESS, reason)
                .document(place.documentId(), place.attempt())
                .batch(place.batchId())
                .tenant(place.tenant())
                .with("policies", List.copyOf(policies)));
    }
}
