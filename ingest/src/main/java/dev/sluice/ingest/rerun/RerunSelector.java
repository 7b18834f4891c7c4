package dev.sluice.ingest.rerun;

/** How the documents of a plan were chosen, by their newest attempt. */
public enum RerunSelector {
    /** Those whose newest attempt failed, but not where a call is without a known outcome: that is not repeated by the way. */
    FAILED,
    /**
     * Those withheld, partly read, or not exhaustively classified. One whose classification stopped early for the bundle in
     * force is not doubtful; for another bundle it is, and so is one in which an entry of another bundle allowed something.
     */
    DOUBTFUL,
    /** Those that were named, if their newest attempt has ended. */
    LISTED,
    /** Those of a {@link RerunSelection}. */
    SELECTION
}
