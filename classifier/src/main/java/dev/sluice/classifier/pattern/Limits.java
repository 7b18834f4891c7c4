package dev.sluice.classifier.pattern;

import java.time.Duration;

/**
 * What one document may cost.
 *
 * @param time wall time for one document
 * @param length longest text in UTF-16 units
 * @param findings most findings kept
 */
public record Limits(Duration time, int length, int findings) {
    /** Thirty seconds, 256 Mi units, 200,000 findings. */
    public static final Limits STANDARD = new Limits(Duration.ofSeconds(30), 1 << 28, 200_000);

    /**
     * Checks that every limit is positive.
     *
     * @throws IllegalArgumentException if one is not
     */
    public Limits {
        if (!time.isPositive() || length <= 0 || findings <= 0) {
            throw new IllegalArgumentException("Limits: expected positive limits, found " + time + ", " + length
                    + " units and " + findings + " findings");
        }
    }
}
