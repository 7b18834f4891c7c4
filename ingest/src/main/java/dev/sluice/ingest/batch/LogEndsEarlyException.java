package dev.sluice.ingest.batch;

import java.util.UUID;

/** The log ends before a range that was planned of it; the planner finds out whether it was cut. */
final class LogEndsEarlyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogEndsEarlyException(UUID batchId, long offset) {
        super("batch " + batchId + ": the partition ends before offset " + offset + "; was the log cut?");
    }
}
