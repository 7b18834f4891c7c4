package dev.sluice.policy;

/** How much a model must be able to do for some work, from the least to the most. */
public enum TierName {
    SIMPLE,
    STANDARD,
    COMPLEX,
    FRONTIER
}
