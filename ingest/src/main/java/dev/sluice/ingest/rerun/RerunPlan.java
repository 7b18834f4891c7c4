package dev.sluice.ingest.rerun;

import java.util.UUID;

/**
 * A frozen list of documents to run again.
 *
 * @param planId our id, and the run of the batch that carries it out
 * @param batchId the batch whose documents they are
 * @param selector how they were chosen
 * @param reason the operator's reason code
 * @param listDigest SHA-256 of the list, lower-case hex
 * @param items how many documents
 * @param newlyOut how many of them the policy in force would newly let go outside
 * @param state FROZEN, REFUSED, STARTED or ENDED
 * @param routes old against new routes with their counts, as {@code "SOVEREIGN>WITHHELD" -> 3}
 */
public record RerunPlan(
        UUID planId,
        UUID batchId,
        RerunSelector selector,
        String reason,
        String listDigest,
        int items,
        int newlyOut,
        String state,
        java.util.SortedMap<String, Integer> routes) {}
