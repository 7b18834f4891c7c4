package dev.sluice.classifier;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where something sensitive stands in a text and what it is; never the value itself.
 *
 * @param type what was found
 * @param letter the identifier's letter, or null for what is not one of the eighteen
 * @param start first UTF-16 unit over the canonical text
 * @param end one past the last UTF-16 unit, greater than {@code start}
 * @param confidence greater than 0, at most 1
 * @param recognizer name of the recognizer, one of the detector set
 * @param tier 1 for patterns and dictionaries, 2 for the token classifier, 3 for a model's last look
 */
public record Finding(
        FindingType type, @Nullable Letter letter, int start, int end, double confidence, String recognizer, int tier) {
    /**
     * Checks ranges.
     *
     * @throws IllegalArgumentException if the span is empty or negative, or confidence or tier are out of range
     */
    public Finding {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(recognizer, "recognizer");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("Finding: expected 0 <= start < end, found " + start + " and " + end);
        }
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("Finding: expected 0 < confidence <= 1, found " + confidence);
        }
        if (tier < 1 || tier > 3) {
            throw new IllegalArgumentException("Finding: expected tier 1, 2 or 3, found " + tier);
        }
    }
}
