package dev.sluice.policy;

import java.util.List;
import java.util.Optional;

/**
 * What became of one endpoint in one decision.
 *
 * @param permitted the policies permit it, whatever later stages said
 * @param fellAt the stage that removed it; absent for a survivor
 * @param reason why it fell, as a code; {@code SURVIVED} for a survivor
 * @param policies ids of the policies that determined the answer
 */
public record Candidate(
        String endpoint,
        EndpointKind kind,
        String configDigest,
        boolean permitted,
        Optional<Stage> fellAt,
        String reason,
        List<String> policies) {
    public Candidate {
        policies = List.copyOf(policies);
    }
}
