package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.policy.Decision;
import dev.sluice.policy.PolicyBundle;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Attempts that a person has to look at; joins the caller's transaction. An attempt comes here once: what a person approved
 * and what then meets the same obstacle ends. What a person decides is the operator's to write.
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

    /** Whether a person looks at what was decided before any model does. */
    boolean asks(Decision decision) {
        return bundle.asksPerson(decision);
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

    /** Whether the attempt has been here. */
    boolean has(UUID documentId, int attempt) {
        return jdbc.sql("""
                        select exists (select from sluice.review where document_id = :document and attempt = :attempt)
                        """)
                .param("document", documentId)
                .param("attempt", attempt)
                .query(Boolean.class)
                .single();
    }

    /** Notes why the attempt is here; the caller puts it into the state. */
    void open(ClassificationWriter.Place place, String reason) {
        jdbc.sql("insert into sluice.review (document_id, attempt, reason) values (:document, :attempt, :reason)")
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("reason", reason)
                .update();
        ledger.record(Ledger.event(AuditEvents.REVIEW_OPENED)
                .outcome(Outcome.SUCCESS, reason)
                .document(place.documentId(), place.attempt())
                .batch(place.batchId())
                .tenant(place.tenant()));
    }
}
