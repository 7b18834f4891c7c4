package dev.sluice.policy;

/** The stages of routing, in their order. What one removes, no later one brings back. */
public enum Stage {
    SENSITIVITY,
    RESIDENCY_AND_CONTRACT,
    LICENCE,
    CAPABILITY,
    COST,
    LATENCY,
    AVAILABILITY
}
