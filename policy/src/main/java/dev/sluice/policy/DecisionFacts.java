package dev.sluice.policy;

import java.util.List;
import java.util.UUID;

/** What every decision carries. */
abstract class DecisionFacts {
    private final UUID id;
    private final String reason;
    private final List<String> policies;
    private final DecisionInputs inputs;
    private final List<Candidate> candidates;
    private final List<Endpoint> endpoints;

    DecisionFacts(
            UUID id,
            String reason,
            List<String> policies,
            DecisionInputs inputs,
            List<Candidate> candidates,
            List<Endpoint> endpoints) {
        this.id = id;
        this.reason = reason;
        this.policies = List.copyOf(policies);
        this.inputs = inputs;
        this.candidates = List.copyOf(candidates);
        this.endpoints = List.copyOf(endpoints);
    }

    /** See {@link Decision#id()}. */
    public UUID id() {
        return id;
    }

    /** See {@link Decision#reason()}. */
    public String reason() {
        return reason;
    }

    /** See {@link Decision#policies()}. */
    public List<String> policies() {
        return policies;
    }

    /** See {@link Decision#bundleDigest()}. */
    public String bundleDigest() {
        return inputs.bundleDigest();
    }

    /** See {@link Decision#inputs()}. */
    public DecisionInputs inputs() {
        return inputs;
    }

    /** See {@link Decision#candidates()}. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** See {@link Decision#endpoints()}. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
