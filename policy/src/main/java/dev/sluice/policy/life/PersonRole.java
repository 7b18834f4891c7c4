package dev.sluice.policy.life;

/** What a registered person may do. */
public enum PersonRole {
    /** Registers and revokes persons, and nothing else. */
    ADMINISTRATOR,
    /** Registers bundles. */
    AUTHOR,
    /** Approves bundles and rerun plans of other persons, and decides what is in review. */
    APPROVER,
    /** Puts approved bundles in force, rolls back, retires. */
    OPERATOR
}
