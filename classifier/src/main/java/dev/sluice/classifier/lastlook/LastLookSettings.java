package dev.sluice.classifier.lastlook;

import java.time.Duration;

/**
 * Which documents a last look is for, and its bounds.
 *
 * @param from a document is doubtful if the token classifier's highest score of a type that it reports is at least this and
 *     below the type's threshold; above 0 and below 1. 0 makes every document doubtful
 * @param timeout how long the look at one document may take in all, above zero
 * @param window UTF-16 units that are read at once, 200 to 100,000
 * @param overlap units that two windows share, 50 to half a window: what is longer may be cut
 * @param longest units of the longest document that is looked at; a doubtful one that is longer is degraded
 * @param parallel how many documents are looked at at once, 1 to 64
 */
public record LastLookSettings(double from, Duration timeout, int window, int overlap, int longest, int parallel) {
    /**
     * From a score of 0.02, where about three ordinary documents in ten are doubtful; two minutes, windows of 6,000 units of
     * which 300 are shared, 200,000 units in all, two documents at once.
     */
    public static final LastLookSettings STANDARD =
            new LastLookSettings(0.02, Duration.ofMinutes(2), 6_000, 300, 200_000, 2);

    /**
     * Checks ranges.
     *
     * @throws IllegalArgumentException that names what is out of its range
     */
    public LastLookSettings {
        require(from >= 0 && from < 1, "from: expected a score of 0 to below 1");
        require(timeout.isPositive(), "timeout: expected more than nothing");
        require(window >= 200 && window <= 100_000, "window: expected 200 to 100000 characters");
        require(overlap >= 50 && overlap <= window / 2, "overlap: expected 50 characters to half a window");
        require(longest >= window, "longest: expected at least a window");
        require(parallel >= 1 && parallel <= 64, "parallel: expected 1 to 64 documents");
    }

    /** What of it can change an answer, in one line. */
    String inConfiguration() {
        return from + " " + window + " " + overlap + " " + longest;
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(expected);
        }
    }
}
