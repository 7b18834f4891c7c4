package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;

/**
 * What stands where in a rendition, and what stood there; never the value. Offsets are UTF-16 units over the canonical
 * texts.
 *
 * @param type what was replaced; where findings overlap, the type with the strictest action
 * @param action what was done in the end: a value that an action cannot handle is masked
 * @param sourceStart first unit in the source
 * @param sourceEnd one past the last unit in the source
 * @param start first unit in the rendition
 * @param end one past the last unit in the rendition
 */
public record Replacement(FindingType type, Action action, int sourceStart, int sourceEnd, int start, int end) {
    /**
     * Checks the spans.
     *
     * @throws IllegalArgumentException if one is empty or negative
     */
    public Replacement {
        if (sourceStart < 0 || sourceEnd <= sourceStart || start < 0 || end <= start) {
            throw new IllegalArgumentException("Replacement: expected two spans, found " + sourceStart + " to "
                    + sourceEnd + " and " + start + " to " + end);
        }
    }
}
