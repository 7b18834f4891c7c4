package dev.sluice.app.evaluation;

/**
 * What a clearing threshold has to keep: at most this share of sensitive documents cleared, with this confidence.
 *
 * @param leakRate over 0 and below 1
 * @param confidence over 0 and below 1
 */
public record LeakTarget(double leakRate, double confidence) {
    /**
     * Checks ranges.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public LeakTarget {
        if (!(leakRate > 0 && leakRate < 1)) {
            throw new IllegalArgumentException("expected a leak rate between 0 and 1, found " + leakRate);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("expected a confidence between 0 and 1, found " + confidence);
        }
    }
}
