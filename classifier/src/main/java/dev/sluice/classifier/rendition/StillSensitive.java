package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Category;
import java.util.Set;

/**
 * No rendition under this plan.
 *
 * @param categories of what could not be taken out; may be empty if the reason is not a finding
 * @param reasons at least one
 */
public record StillSensitive(Set<Category> categories, Set<Reason> reasons) implements RenditionResult {
    /** Why there is no rendition. */
    public enum Reason {
        /** The plan withholds a type that was found. */
        WITHHELD_TYPE,
        /** The second pass found more than before, each time that its findings were replaced too. */
        FOUND_AGAIN,
        /** The second pass did not see all of the text. */
        NOT_EXHAUSTIVE,
        /** The time was over, or the calling thread was interrupted. */
        TIMEOUT,
        /** The document is longer than the limit, or what was found in it many times as long as the document. */
        OVER_LIMIT
    }

    /**
     * Copies the sets.
     *
     * @throws IllegalArgumentException if there is no reason
     */
    public StillSensitive {
        categories = Set.copyOf(categories);
        reasons = Set.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("StillSensitive: expected at least one reason, found none");
        }
    }
}
