package dev.sluice.policy;

import java.time.Clock;
import java.util.Set;

/** Decides. Thread-safe. */
public final class PolicyEngine {
    /** Decides under one bundle. */
    public PolicyEngine(PolicyBundle bundle, Clock clock) {}

    /** The bundle that decides. */
    public PolicyBundle bundle() {
        throw new UnsupportedOperationException();
    }

    /** Decides; never throws for a document. */
    public Decision decide(DocumentContext context) {
        return decide(context, Set.of());
    }

    /** Decides while these endpoints are down. */
    public Decision decide(DocumentContext context, Set<String> unavailable) {
        throw new UnsupportedOperationException();
    }
}
