package dev.sluice.policy.replay;

import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.PolicyEngine;
import java.util.Optional;

/** Why what was found in a document does not say what another bundle would decide about it. */
public enum ClassifyAgain {
    /** Something in it was not read. */
    INCOMPLETE("not all of it was read"),
    /** The cascade stopped early, where more findings would not have changed the decision of the bundle then. */
    STOPPED_EARLY("decided early: not every detector looked at it"),
    /** Detectors ran over a text that is empty or in a language that none of them covers. */
    DEGRADED("no detector covers all of its text"),
    /** A detector failed, or it was never classified. */
    FAILED("a detector failed, or it was not classified"),
    /** An allow entry of a bundle took a finding away, on that day. */
    ALLOWED("a finding was taken away by an allow entry that held for that bundle or day");

    private final String meaning;

    ClassifyAgain(String meaning) {
        this.meaning = meaning;
    }

    /** In words. */
    public String meaning() {
        return meaning;
    }

    /** The first that applies; empty where the classification counts under the bundle of the engine. */
    static Optional<ClassifyAgain> of(DocumentContext context, PolicyEngine engine) {
        if (!context.complete() || !context.anythingRead()) {
            return Optional.of(INCOMPLETE);
        }
        return switch (context.exhaustiveness()) {
            case PARTIAL -> Optional.of(STOPPED_EARLY);
            case DEGRADED -> Optional.of(DEGRADED);
            case FAILED -> Optional.of(FAILED);
            case EXHAUSTIVE -> engine.counts(context) ? Optional.empty() : Optional.of(ALLOWED);
        };
    }
}
