package dev.sluice.ingest.rerun;

/** Which documents of a batch are run again, by their newest attempt. */
public enum RerunSelector {
    /** Those whose newest attempt failed, but not where a call is without a known outcome: that is not repeated by the way. */
    FAILED,
    /** Those withheld, partly read, or not exhaustively classified. */
    DOUBTFUL,
    /** Those that were named, if their newest attempt has ended. */
    LISTED
}
