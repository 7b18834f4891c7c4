package dev.sluice.ingest.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt that has not ended, as it was when it was looked at. */
record OpenAttempt(
        UUID documentId,
        int attempt,
        UUID batchId,
        String state,
        boolean keepInside,
        String tenant,
        String task,
        @Nullable String reason) {
    ClassificationWriter.Place place() {
        return new ClassificationWriter.Place(documentId, attempt, batchId, tenant);
    }
}
