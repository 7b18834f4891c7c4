package dev.sluice.policy;

/** Why a decision came out as it did; the first that applies, from the top. */
public enum DecisionReason {
    /** Withheld: no text was read. */
    NOTHING_READ,
    /** Withheld: no endpoint of the bundle does this task for such a document, and waiting would not change that. */
    TASK_NOT_OFFERED,
    /** Withheld: no endpoint, not even inside, is permitted. */
    NOTHING_PERMITTED,
    /** The route stands, but no endpoint is left after all stages: the attempt waits. */
    NO_ELIGIBLE_ENDPOINT,
    /** Restricted: evaluating the policies failed. */
    POLICY_ERROR,
    /** Restricted: something in the document was not read. */
    INCOMPLETE,
    /** Restricted: some detector did not run to its end, or what it found does not count under this bundle today. */
    NOT_EXHAUSTIVE,
    /** Restricted: the declared or the source's minimum sensitivity says so. */
    MINIMUM_SENSITIVITY,
    /** Restricted: the policies deny the reference closed API. */
    POLICY,
    /** Cleared: the policies permit the reference closed API. */
    CLEARED
}
