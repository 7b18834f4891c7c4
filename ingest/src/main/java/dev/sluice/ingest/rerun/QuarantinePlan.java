package dev.sluice.ingest.rerun;

import java.util.List;
import java.util.UUID;

/**
 * A frozen list of messages of quarantine to run again.
 *
 * @param planId our id, and the run of the batches that carry it out
 * @param reason the operator's reason code
 * @param listDigest SHA-256 of the list, lower-case hex
 * @param messages their quarantine ids, in the order of their offsets
 * @param state FROZEN, STARTED, ENDED, or CANCELLED when it was given up
 */
public record QuarantinePlan(UUID planId, String reason, String listDigest, List<UUID> messages, String state) {
    /** Copies its list. */
    public QuarantinePlan {
        messages = List.copyOf(messages);
    }
}
