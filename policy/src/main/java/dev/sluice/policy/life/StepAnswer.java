package dev.sluice.policy.life;

/** What became of a step, in the words of the database. Each is on record, done or refused. */
public enum StepAnswer {
    /** Registered, and proved. */
    CHECKED,
    /** Registered, or proved again, and it does not hold: it cannot be approved. */
    NOT_PROVED,
    /** The same bundle with the same proof is there. */
    ADDED_BEFORE,
    APPROVED,
    APPROVED_BEFORE,
    ACTIVATED,
    /** It is in force at that time already. */
    IN_FORCE_BEFORE,
    RETIRED,
    RETIRED_BEFORE,
    /** No person of the role that this needs holds the token. */
    NOT_AUTHENTICATED,
    NO_SUCH_BUNDLE,
    /** Who wrote or proved it, under whatever spelling, does not approve it. */
    SAME_PERSON,
    /** The stored proof is not the one that was seen. */
    PROOF_CHANGED,
    /** Nobody else approved it as it is proved now. */
    NOT_APPROVED,
    IN_THE_PAST,
    /** More than a year ahead. */
    TOO_FAR_OFF,
    /** Rolling back is to one that was in force. */
    NEVER_IN_FORCE,
    /** The one in force is not retired. */
    IN_FORCE
}
