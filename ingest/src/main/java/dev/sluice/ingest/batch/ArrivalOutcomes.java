package dev.sluice.ingest.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a message ends: in the one row of its offset when it comes from its topic, in one more row of its own in
 * quarantine when it comes from there. In the caller's transaction.
 */
final class ArrivalOutcomes {
    private final OffsetOutcomes offsets;
    private final Quarantine quarantine;

    ArrivalOutcomes(OffsetOutcomes offsets, Quarantine quarantine) {
        this.offsets = offsets;
        this.quarantine = quarantine;
    }

    /** Whether it became a document already, by another run at the same time. */
    boolean taken(Arrival arrival) {
        return arrival.quarantineId().filter(quarantine::taken).isPresent();
    }

    void document(Batch batch, Arrival arrival, UUID document) {
        accepted(batch, arrival, "DOCUMENT", document);
    }

    void duplicate(Batch batch, Arrival arrival, UUID document) {
        accepted(batch, arrival, "DUPLICATE", document);
    }

    private void accepted(Batch batch, Arrival arrival, String outcome, UUID document) {
        if (arrival.quarantineId().isPresent()) {
            quarantine.left(batch, arrival.quarantineId().get(), outcome, document);
        } else {
            offsets.record(batch, arrival.offset(), outcome, null, document, null);
        }
    }

    /** Another content under a known upstream id; answers the quarantine id. */
    UUID conflict(Batch batch, Arrival arrival, UUID document) {
        return set(batch, arrival, "CONFLICT", "CONFLICT", document);
    }

    /** No document; answers the quarantine id. */
    UUID refused(Batch batch, Arrival arrival, String reason) {
        return set(batch, arrival, "QUARANTINED", reason, null);
    }

    private UUID set(Batch batch, Arrival arrival, String outcome, String reason, @Nullable UUID document) {
        if (arrival.quarantineId().isPresent()) {
            UUID kept = arrival.quarantineId().get();
            quarantine.stays(batch, kept, arrival.message(), outcome, reason, document);
            return kept;
        }
        UUID kept = quarantine.keep(batch, arrival.message(), reason);
        offsets.record(batch, arrival.offset(), outcome, document == null ? reason : null, document, kept);
        return kept;
    }
}
