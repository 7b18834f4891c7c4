package dev.sluice.policy;

import java.util.Locale;

/**
 * The least sensitivity that an upstream system declares for a document whatever the classifier finds. Raises only.
 * Ordered from least to most restrictive.
 */
public enum MinimumSensitivity {
    /** Nothing declared, or public. */
    NONE,
    /** For the organisation; leaves only to a third party with attestations. */
    INTERNAL,
    /** Never leaves. */
    CONFIDENTIAL,
    /** Never leaves; what every unknown word counts as. */
    RESTRICTED;

    /** The sensitivity of a declared word; blank, "none" and "public" are {@link #NONE}, an unknown word {@link #RESTRICTED}. */
    public static MinimumSensitivity parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "", "none", "public" -> NONE;
            case "internal" -> INTERNAL;
            case "confidential" -> CONFIDENTIAL;
            default -> RESTRICTED;
        };
    }

    /** The stricter of two. */
    public MinimumSensitivity max(MinimumSensitivity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
