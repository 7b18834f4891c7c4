package dev.sluice.ingest.review;

/** What became of a person's decision. */
public enum ReviewAnswer {
    /** It may go on, inside; a node carries it out. */
    APPROVED,
    /** It ends withheld; a node carries it out. */
    REJECTED,
    /** Somebody decided before. */
    DECIDED_BEFORE,
    /** Its newest attempt waits for nobody's decision, or it is held or erased. */
    NOT_IN_REVIEW,
    /** There is no such document. */
    NO_SUCH_DOCUMENT,
    /** An approver is registered, and no approver's token was shown. */
    NOT_AUTHENTICATED
}
