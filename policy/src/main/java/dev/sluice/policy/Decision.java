package dev.sluice.policy;

import dev.sluice.db.UuidV7;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which models may read one document under one bundle. Only {@link PolicyEngine} makes one, so a {@link Cleared} is proof
 * that everything was read, every detector ran to its end and the policies said yes without an error.
 */
public sealed interface Decision {
    /** Identifies this decision; UUIDv7. */
    UUID id();

    /** The boundary that this decision allows. */
    Route route();

    /** Whether the undisguised text may go to the reference closed API. */
    boolean cleared();

    /** Why, as the name of a {@link DecisionReason}. */
    String reason();

    /** Ids of the policies that determined the answer, sorted. */
    List<String> policies();

    /** Digest of the bundle that decided. */
    String bundleDigest();

    /** Every endpoint of the catalog and what became of it. */
    List<Candidate> candidates();

    /** The permitted endpoints that are left after all stages, best first; empty means that the attempt waits. */
    List<Endpoint> endpoints();

    /** What it was made from; the same bundle makes the same decision from it again. */
    DecisionInputs inputs();

    /** The pool of the first endpoint; absent when none is left. */
    default Optional<Pool> pool() {
        return endpoints().stream().findFirst().map(endpoint -> endpoint.kind().pool());
    }

    /** Whether the route stands but no endpoint is left. */
    default boolean waits() {
        return route() != Route.WITHHELD && endpoints().isEmpty();
    }

    /** May leave the boundary. */
    final class Cleared extends DecisionFacts implements Decision {
        Cleared(Clearable proof, String reason, List<String> policies, DecisionInputs inputs, Ranking ranking) {
            super(UuidV7.next(), reason, policies, inputs, ranking.candidates(), ranking.endpoints());
        }

        @Override
        public Route route() {
            return Route.EXTERNAL;
        }

        @Override
        public boolean cleared() {
            return true;
        }
    }

    /** Stays inside the boundary. */
    final class Restricted extends DecisionFacts implements Decision {
        Restricted(String reason, List<String> policies, DecisionInputs inputs, Ranking ranking) {
            super(UuidV7.next(), reason, policies, inputs, ranking.candidates(), ranking.endpoints());
            if (ranking.endpoints().stream()
                    .anyMatch(endpoint -> !endpoint.kind().inside())) {
                throw new IllegalStateException("a restricted decision lists endpoints inside the boundary only");
            }
        }

        @Override
        public Route route() {
            return Route.SOVEREIGN;
        }

        @Override
        public boolean cleared() {
            return false;
        }
    }

    /** Goes to no model. */
    final class Withheld extends DecisionFacts implements Decision {
        Withheld(String reason, List<String> policies, DecisionInputs inputs, List<Candidate> candidates) {
            super(UuidV7.next(), reason, policies, inputs, candidates, List.of());
        }

        @Override
        public Route route() {
            return Route.WITHHELD;
        }

        @Override
        public boolean cleared() {
            return false;
        }
    }
}
