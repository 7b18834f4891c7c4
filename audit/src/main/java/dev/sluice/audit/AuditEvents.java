package dev.sluice.audit;

/** The types of events, in the words of the log. Past tense where the thing is done, present where it is intended. */
public final class AuditEvents {
    public static final String DOCUMENT_RECEIVED = "document.received";
    public static final String DOCUMENT_DUPLICATE = "document.duplicate";
    public static final String DOCUMENT_CONFLICT = "document.conflict";
    public static final String DOCUMENT_QUARANTINED = "document.quarantined";
    public static final String DOCUMENT_WITHHELD = "document.withheld";
    public static final String DOCUMENT_ENDED = "document.ended";
    public static final String EXTRACTION_COMPLETED = "extraction.completed";
    public static final String EXTRACTION_INCOMPLETE = "extraction.incomplete";
    public static final String CLASSIFICATION_COMPLETED = "classification.completed";
    public static final String CLASSIFICATION_DEGRADED = "classification.degraded";
    public static final String POLICY_EVALUATED = "policy.evaluated";
    public static final String POLICY_PUBLISHED = "policy.published";
    public static final String POLICY_APPROVED = "policy.approved";
    public static final String POLICY_ACTIVATED = "policy.activated";
    public static final String POLICY_RETIRED = "policy.retired";
    public static final String DISPATCH_INTENT = "dispatch.intent";
    public static final String DISPATCH_SUCCEEDED = "dispatch.succeeded";
    public static final String DISPATCH_FAILED = "dispatch.failed";
    public static final String DISPATCH_BLOCKED = "dispatch.blocked";
    /** A call whose outcome nobody knows, found after a crash. */
    public static final String DISPATCH_UNKNOWN = "dispatch.unknown";

    public static final String RESULT_PUBLISHED = "result.published";
    public static final String OVERRIDE_REQUESTED = "override.requested";
    public static final String OVERRIDE_APPROVED = "override.approved";
    public static final String RERUN_PLANNED = "rerun.planned";
    public static final String RERUN_REFUSED = "rerun.refused";
    public static final String RERUN_STARTED = "rerun.started";
    public static final String RERUN_ENDED = "rerun.ended";
    public static final String BATCH_PLANNED = "batch.planned";
    public static final String BATCH_ENDED = "batch.ended";
    public static final String ENDPOINT_REGISTERED = "endpoint.registered";
    public static final String ENDPOINT_CHANGED = "endpoint.changed";
    public static final String MODEL_DRIFT = "model.drift";
    public static final String BOUNDARY_VIOLATION = "boundary.violation";
    public static final String HOLD_SET = "hold.set";
    public static final String HOLD_RELEASED = "hold.released";
    public static final String RETENTION_PURGED = "retention.purged";
    public static final String KEY_SHREDDED = "key.shredded";
    public static final String ROLE_GRANTED = "role.granted";
    public static final String ROLE_REVOKED = "role.revoked";
    public static final String AUTH_FAILED = "auth.failed";
    public static final String AUDIT_QUERIED = "audit.queried";
    public static final String AUDIT_EXPORTED = "audit.exported";
    public static final String LOG_STARTED = "log.started";
    public static final String LOG_STOPPED = "log.stopped";
    public static final String LOG_LAGGING = "log.lagging";
    public static final String CHECKPOINT_SIGNED = "checkpoint.signed";
    public static final String CHECKPOINT_WITNESSED = "checkpoint.witnessed";
    public static final String VERIFY_COMPLETED = "verify.completed";

    private AuditEvents() {}
}
