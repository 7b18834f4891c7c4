package dev.sluice.ingest.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt at a document with its newest decision.
 *
 * @param attempt counted from 1
 * @param batchId the batch that made it
 * @param state its state
 * @param reason why, if there is a reason
 * @param route the newest decision's route, if it was decided
 * @param cleared whether that decision cleared it
 * @param policies the policies that determined the decision
 * @param bundleDigest the bundle it was decided under
 * @param endpoint the last endpoint that was called, if one was
 * @param startedAt when it began
 * @param endedAt when it ended, if it has
 */
public record AttemptRow(
        int attempt,
        UUID batchId,
        String state,
        Optional<String> reason,
        Optional<String> route,
        boolean cleared,
        List<String> policies,
        Optional<String> bundleDigest,
        Optional<String> endpoint,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Copies its list. */
    public AttemptRow {
        policies = List.copyOf(policies);
    }
}
