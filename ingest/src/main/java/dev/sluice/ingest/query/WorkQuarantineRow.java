package dev.sluice.ingest.query;

import java.time.Instant;
import java.util.UUID;

/**
 * A record of a work topic that no worker can work on, and that is not kept.
 *
 * @param quarantineId its id in events and on the quarantine topic
 * @param pool whose workers set it aside: SOVEREIGN or EXTERNAL
 * @param topic where it lies
 * @param partition where it lies
 * @param offset where it lies
 * @param bytes size of its value; -1 without one
 * @param reason why nobody can work on it, a code
 * @param receivedAt when it was set aside
 */
public record WorkQuarantineRow(
        UUID quarantineId,
        String pool,
        String topic,
        int partition,
        long offset,
        long bytes,
        String reason,
        Instant receivedAt) {}
