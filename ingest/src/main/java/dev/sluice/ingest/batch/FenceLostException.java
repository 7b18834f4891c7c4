package dev.sluice.ingest.batch;

import java.util.UUID;

/** Another node took the batch: whatever this one was about to commit must not be. */
final class FenceLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FenceLostException(UUID batchId, long fence) {
        super("batch " + batchId + " is no longer held under fence " + fence);
    }
}
