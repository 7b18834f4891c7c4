package dev.sluice.ingest.rerun;

/** Which documents of a batch are run again, by their newest attempt. */
public enum RerunSelector {
    /** Those whose newest attempt failed. */
    FAILED,
    /** Those withheld, partly read, or not exhaustively classified. */
    DOUBTFUL,
    /** Those that were named, if their newest attempt has ended. */
    LISTED
}
