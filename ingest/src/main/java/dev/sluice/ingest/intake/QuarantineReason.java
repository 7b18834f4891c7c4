package dev.sluice.ingest.intake;

/** Why a record on a documents topic did not become a document. */
public enum QuarantineReason {
    /** A record without a value. */
    TOMBSTONE,
    /** Neither a binary nor a structured JSON CloudEvent, or one with a repeated attribute. */
    MALFORMED,
    /** Batched content mode: the Kafka binding has none. */
    BATCHED_UNSUPPORTED,
    /** A structured event in another format than JSON. */
    FORMAT_UNSUPPORTED,
    /** A CloudEvents version other than 1.0. */
    SPEC_VERSION_UNKNOWN,
    /** Another event type. */
    TYPE_UNKNOWN,
    /** A version of our event type that this version does not know: a message of the future, or a slip. */
    TYPE_VERSION_UNKNOWN,
    /** The event's time lies further ahead of our clock than the settings allow. */
    TIME_IN_FUTURE,
    /** An attribute that has no default is absent. */
    ATTRIBUTE_MISSING,
    /** An attribute that cannot be read and has no strictest value. */
    ATTRIBUTE_INVALID,
    /** A tenant outside the source's setting. */
    TENANT_NOT_ALLOWED,
    /** An envelope with parameters or a claim that cannot be read. */
    ENVELOPE_INVALID,
    /** A claim check without size and digest. */
    CLAIM_UNVERIFIABLE,
    /** A claim check outside the directories and buckets allowed to its source. */
    CLAIM_NOT_ALLOWED,
    /** A claim check that names no readable file or object. */
    CLAIM_NOT_FOUND,
    /** The claimed content has another size or digest. */
    CLAIM_MISMATCH,
    /** A claim check that its store did not give in time, again and again, while it gave others. */
    CLAIM_TIMEOUT,
    /** A payload above the limit. */
    OVERSIZE,
    /** The database refused to store it. */
    NOT_STORABLE,
    /** The node ended while this message alone was under way, after it had ended over its batch again and again. */
    NODE_ENDED,
    /** What quarantine kept of it was altered or is gone. */
    MESSAGE_UNREADABLE
}
