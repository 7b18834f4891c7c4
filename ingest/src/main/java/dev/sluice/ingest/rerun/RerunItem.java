package dev.sluice.ingest.rerun;

import java.util.UUID;

/**
 * One document of a plan.
 *
 * @param documentId our id
 * @param fromAttempt the attempt that is done again
 * @param change how it fared
 */
public record RerunItem(UUID documentId, int fromAttempt, RerunChange change) {}
