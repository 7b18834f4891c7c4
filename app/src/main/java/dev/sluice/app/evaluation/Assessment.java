package dev.sluice.app.evaluation;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.DegradedReason;
import java.util.List;
import java.util.Set;

/** What became of one line of a corpus: no text and no values, so any number of them can be held. */
public sealed interface Assessment {
    /**
     * The line is no document of a corpus.
     *
     * @param code why, in upper case with underscores
     */
    record Unusable(String code) implements Assessment {}

    /**
     * The line was classified and decided on.
     *
     * @param bytes length of its text in UTF-8
     * @param cpuNanos processor time of classification and decision
     * @param holdingScore the highest threshold of the token classifier that holds it, see {@link HoldingScore}
     * @param degraded empty unless the classification was degraded
     */
    record Assessed(
            SourceKey key,
            String id,
            LabelQuality quality,
            Expectation expectation,
            long bytes,
            long cpuNanos,
            boolean cleared,
            double holdingScore,
            Set<Category> categories,
            List<DegradedReason> degraded,
            SpanMatches matches)
            implements Assessment {

        public Assessed {
            categories = Set.copyOf(categories);
            degraded = List.copyOf(degraded);
        }

        boolean leaked() {
            return cleared && expectation == Expectation.SENSITIVE;
        }

        boolean overBlocked() {
            return !cleared && expectation == Expectation.CLEAN;
        }
    }
}
