package dev.sluice.audit;

/** How the act that an event records ended. */
public enum Outcome {
    /** It was done. */
    SUCCESS,
    /** It was tried and did not succeed; the event's reason says why. */
    FAILURE,
    /** It was not allowed; the event's reason says why. */
    REFUSED
}
