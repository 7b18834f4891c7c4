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
    /** A bundle was registered, proved or found not to hold, approved, put in force, put in force again, retired. Written by the database. */
    public static final String POLICY_ADDED = "policy.added";

    public static final String POLICY_CHECKED = "policy.checked";
    public static final String POLICY_APPROVED = "policy.approved";
    public static final String POLICY_ACTIVATED = "policy.activated";
    public static final String POLICY_ROLLED_BACK = "policy.rolled-back";
    public static final String POLICY_RETIRED = "policy.retired";
    /** A step of a bundle's life was refused. Written by the database. */
    public static final String POLICY_REFUSED = "policy.refused";
    /** A node decides with this bundle from now on. */
    public static final String POLICY_LOADED = "policy.loaded";
    /** A node stopped deciding, since it cannot read the bundle in force. */
    public static final String POLICY_NOT_LOADED = "policy.not-loaded";

    /** Persons who act by a token. Written by the database. */
    public static final String PERSON_REGISTERED = "person.registered";

    public static final String PERSON_REVOKED = "person.revoked";
    public static final String PERSON_REFUSED = "person.refused";

    public static final String DISPATCH_INTENT = "dispatch.intent";
    public static final String DISPATCH_SUCCEEDED = "dispatch.succeeded";
    public static final String DISPATCH_FAILED = "dispatch.failed";
    public static final String DISPATCH_BLOCKED = "dispatch.blocked";
    /** A call whose outcome nobody knows, found after a crash. */
    public static final String DISPATCH_UNKNOWN = "dispatch.unknown";

    public static final String RESULT_PUBLISHED = "result.published";
    /** Somebody was shown a result. */
    public static final String RESULT_READ = "result.read";

    public static final String RERUN_PLANNED = "rerun.planned";
    public static final String RERUN_REFUSED = "rerun.refused";
    public static final String RERUN_STARTED = "rerun.started";
    /** A second person let a plan run. Written by the database. */
    public static final String RERUN_APPROVED = "rerun.approved";

    public static final String RERUN_PAUSED = "rerun.paused";
    public static final String RERUN_RESUMED = "rerun.resumed";
    public static final String RERUN_STOPPED = "rerun.stopped";
    public static final String RERUN_ENDED = "rerun.ended";
    /** Given up before its end. */
    public static final String RERUN_CANCELLED = "rerun.cancelled";
    /** An attempt waits for a person. */
    public static final String REVIEW_OPENED = "review.opened";
    /** A person let it go on inside. Written by the database. */
    public static final String REVIEW_APPROVED = "review.approved";
    /** Who decided did not hold an approver's token. Written by the database. */
    public static final String REVIEW_REFUSED = "review.refused";
    /** A person ended it. Written by the database. */
    public static final String REVIEW_REJECTED = "review.rejected";

    public static final String BATCH_PLANNED = "batch.planned";
    public static final String BATCH_ENDED = "batch.ended";
    /** A log of Kafka ended below what was planned of it. */
    public static final String TOPIC_CUT = "topic.cut";

    public static final String BOUNDARY_VIOLATION = "boundary.violation";
    public static final String ROLE_GRANTED = "role.granted";
    public static final String ROLE_REVOKED = "role.revoked";
    public static final String AUDIT_QUERIED = "audit.queried";
    public static final String LOG_STARTED = "log.started";
    public static final String LOG_STOPPED = "log.stopped";
    public static final String VERIFY_COMPLETED = "verify.completed";

    private AuditEvents() {}
}
