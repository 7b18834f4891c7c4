package dev.sluice.ingest.rerun;

/** Under which bundle documents are run again. */
public enum RerunPolicy {
    /** Under the bundle in force, whichever decided before. */
    ACTIVE,
    /**
     * Under the bundle that decided before: documents that another one decided about are left out, and only a node with that
     * bundle runs the plan.
     */
    ORIGINAL
}
