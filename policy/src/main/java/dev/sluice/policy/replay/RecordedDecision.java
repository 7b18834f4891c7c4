package dev.sluice.policy.replay;

import dev.sluice.policy.StoredDecision;
import java.util.Optional;

/**
 * A decision as it was written, with what it was made from.
 *
 * @param candidates every endpoint and what became of it, JSON
 * @param inputs what it was made from; absent for one that is older than stored inputs
 */
public record RecordedDecision(StoredDecision decision, String candidates, Optional<StoredInputs> inputs) {}
