package dev.sluice.classifier;

import java.util.regex.Pattern;

/**
 * Leave to stop after the patterns where the token classifier could add no category. The answer is then {@link Partial} and
 * counts for this policy bundle alone.
 *
 * @param bundleDigest SHA-256 of the bundle in lower-case hex
 */
public record Stop(String bundleDigest) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the digest is not a SHA-256 in lower-case hex
     */
    public Stop {
        if (!DIGEST.matcher(bundleDigest).matches()) {
            throw new IllegalArgumentException("Stop: expected 64 hex digits as the bundle's digest");
        }
    }
}
