package dev.sluice.policy;

import java.util.Optional;

/**
 * Proof that a document may be cleared as far as no bundle has a say: all of it was read, every detector ran to its end,
 * and nobody declared it confidential. A {@link Decision.Cleared} needs one, and nothing that stopped early gives one.
 */
final class Clearable {
    private Clearable() {}

    static Optional<Clearable> of(DocumentContext context) {
        boolean whole = context.complete()
                && context.anythingRead()
                && context.exhaustiveness() == Exhaustiveness.EXHAUSTIVE
                && context.minSensitivity().compareTo(MinimumSensitivity.INTERNAL) <= 0;
        return whole ? Optional.of(new Clearable()) : Optional.empty();
    }
}
