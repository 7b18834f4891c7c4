package dev.sluice.audit;

import dev.sluice.db.DocumentEnded;
import java.util.Map;
import java.util.UUID;

/** The events about a document that more than one part writes, so that an officer finds them under one name. */
public final class DocumentEvents {
    private DocumentEvents() {}

    /**
     * An attempt that ended without a result: {@code document.withheld} and REFUSED where it was withheld by decision,
     * else {@code document.ended} and FAILURE.
     *
     * @param state the terminal state, also in the detail
     * @param reason a code
     */
    public static AuditEvent ended(
            Actor actor,
            UUID documentId,
            int attempt,
            UUID batchId,
            String tenant,
            DocumentEnded.State state,
            String reason) {
        boolean withheld = state == DocumentEnded.State.WITHHELD;
        return AuditEvent.of(withheld ? AuditEvents.DOCUMENT_WITHHELD : AuditEvents.DOCUMENT_ENDED, actor)
                .outcome(withheld ? Outcome.REFUSED : Outcome.FAILURE, reason)
                .document(documentId, attempt)
                .batch(batchId)
                .tenant(tenant)
                .with("state", state);
    }

    /**
     * A call that was begun and has no recorded outcome.
     *
     * @param dispatchId the call
     * @param endpoint the endpoint's id
     */
    public static AuditEvent lost(
            Actor actor, UUID documentId, int attempt, UUID batchId, String tenant, UUID dispatchId, String endpoint) {
        return AuditEvent.of(AuditEvents.DISPATCH_UNKNOWN, actor)
                .outcome(Outcome.FAILURE, "NO_OUTCOME_RECORDED")
                .document(documentId, attempt)
                .batch(batchId)
                .tenant(tenant)
                .with(Map.of("dispatch", dispatchId, "endpoint", endpoint));
    }
}
