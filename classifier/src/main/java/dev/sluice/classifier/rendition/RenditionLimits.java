package dev.sluice.classifier.rendition;

import dev.sluice.classifier.pattern.Budget;
import dev.sluice.classifier.pattern.Limits;
import java.time.Duration;

/**
 * What the rendition of one document may cost. What would cost more is {@link StillSensitive}.
 *
 * @param time wall time for one document, all of its passes together; at most a day
 * @param length longest document in UTF-16 units
 * @param rounds how often at most the text is rendered and classified again
 */
public record RenditionLimits(Duration time, int length, int rounds) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Five minutes, 1 Mi units, four rounds: so many take about a minute of one core. */
    public static final RenditionLimits STANDARD = new RenditionLimits(Duration.ofMinutes(5), 1 << 20, 4);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit isn't positive or the time is longer than a day
     */
    public RenditionLimits {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0 || length <= 0 || rounds <= 0) {
            throw new IllegalArgumentException("RenditionLimits: expected positive limits and a day at most, found "
                    + time + ", " + length + " units and " + rounds + " rounds");
        }
    }

    /** A budget whose time begins now. */
    Budget budget() {
        return new Budget(new Limits(time, length, Integer.MAX_VALUE));
    }
}
