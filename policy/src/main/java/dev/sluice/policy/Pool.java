package dev.sluice.policy;

/** The workers that handle a decision, and the audience of its clearance. */
public enum Pool {
    /** Workers with no way out. */
    SOVEREIGN,
    /** Workers with an allow-list of third parties and without the sovereign key. */
    EXTERNAL
}
