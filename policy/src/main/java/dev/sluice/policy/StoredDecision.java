package dev.sluice.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A decision as it was written; a record of the past, not a key to anything. */
public record StoredDecision(
        UUID decisionId,
        UUID documentId,
        int attempt,
        Optional<UUID> classificationId,
        Route route,
        boolean cleared,
        String reason,
        List<String> policies,
        String bundleDigest,
        List<String> endpoints,
        String decidedBy,
        Instant decidedAt) {
    public StoredDecision {
        policies = List.copyOf(policies);
        endpoints = List.copyOf(endpoints);
    }
}
