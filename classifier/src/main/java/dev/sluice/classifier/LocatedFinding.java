package dev.sluice.classifier;

/**
 * A finding with its place in code points, as every external format wants it.
 *
 * @param finding the finding, whose own offsets are UTF-16 units
 * @param start first code point
 * @param end one past the last code point
 */
public record LocatedFinding(Finding finding, int start, int end) {
    /**
     * Checks the span.
     *
     * @throws IllegalArgumentException if it is empty or longer than the finding's span in UTF-16 units
     */
    public LocatedFinding {
        if (start < 0 || end <= start || end - start > finding.end() - finding.start()) {
            throw new IllegalArgumentException("LocatedFinding: expected a span of at most "
                    + (finding.end() - finding.start()) + " code points, found " + start + " to " + end);
        }
    }
}
