package dev.sluice.ingest.query;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message in quarantine, without its content.
 *
 * @param quarantineId under which it is kept sealed
 * @param topic where it came
 * @param partition where it came
 * @param offset where it came
 * @param batchId the batch that set it aside
 * @param state OPEN, or TAKEN when it became a document in a rerun
 * @param reason why it is there, by the newest look at it
 * @param firstReason why it was set aside
 * @param reruns how often it was run again
 * @param documentId the document that it became, or is a duplicate of
 * @param receivedAt when it was set aside
 * @param rerunAt when it was last run again
 */
public record QuarantineRow(
        UUID quarantineId,
        String topic,
        int partition,
        long offset,
        UUID batchId,
        String state,
        String reason,
        String firstReason,
        long reruns,
        Optional<UUID> documentId,
        Instant receivedAt,
        Optional<Instant> rerunAt) {}
