package dev.sluice.classifier;

import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Leave to stop after the patterns, and again before a last look, where whatever the detectors that are left found could not
 * change what is decided about the document. The answer is then {@link Partial} and counts for this policy bundle alone. Not to be given where a rendition
 * is asked for: that needs every finding.
 *
 * @param bundleDigest SHA-256 of the bundle in lower-case hex
 * @param settled asked at either place with the categories that were found and those there would be if each detector that is
 *     left found one of everything it can find, a superset: whether every set between the two leads to the same decision. If it
 *     throws, the classification is degraded
 */
public record Stop(String bundleDigest, BiPredicate<Set<Category>, Set<Category>> settled) {
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
