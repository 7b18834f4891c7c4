package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * For what a classification counts that stopped early or in which an allow entry held. Elsewhere the document is doubtful
 * and has every category that it might have.
 *
 * @param bundleDigest the only bundle under which it counts
 * @param day the only day (UTC) on which it counts, or empty for any: allow entries end
 * @param atMost the categories if nothing were suppressed and what did not run had found all that it can
 */
public record Validity(String bundleDigest, Optional<LocalDate> day, Set<Category> atMost) {
    public Validity {
        atMost = Set.copyOf(atMost);
    }

    boolean covers(String bundle, LocalDate today) {
        return bundleDigest.equals(bundle) && day.map(today::equals).orElse(true);
    }
}
