package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.Route;
import dev.sluice.policy.StoredContext;
import java.util.UUID;

/**
 * A committed intent: what may be sent now, once, and everything that its outcome will be recorded against.
 *
 * @param decisionId the decision that it stands on: the newest one
 * @param route of that decision
 */
record Intent(
        UUID dispatchId,
        Subject subject,
        UUID batchId,
        StoredContext stored,
        UUID decisionId,
        Route route,
        Endpoint endpoint,
        OutboundRequest request) {}
