package dev.sluice.policy.replay;

import dev.sluice.policy.Route;
import java.util.Optional;
import java.util.UUID;

/**
 * The newest decision about a document.
 *
 * @param endpoint the one that it prefers; absent where it waits or is withheld
 * @param inputs canonical bytes of what it was made from; absent for one that is older than stored inputs
 */
record LatestDecision(UUID documentId, Route route, Optional<String> endpoint, Optional<byte[]> inputs) {}
