package dev.sluice.ingest.batch;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.DocumentText;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.policy.Decision;
import dev.sluice.policy.MinimumSensitivity;
import java.time.LocalDate;
import java.util.Set;

/** What became of one document outside the transaction. */
sealed interface Evaluation {
    /** Wall time in milliseconds. */
    long milliseconds();

    /**
     * Extracted, classified and decided.
     *
     * @param text what was classified: the extracted segments and the task's parameters
     * @param categories those found, and those of the document that this one came from
     * @param day the day (UTC) for which allow entries held
     * @param minSensitivity the least sensitivity it was decided with: what was declared, raised by where it came from
     */
    record Decided(
            Extraction extraction,
            DocumentText text,
            Classification classification,
            Set<Category> categories,
            LocalDate day,
            MinimumSensitivity minSensitivity,
            Decision decision,
            long milliseconds)
            implements Evaluation {
        @Override
        public String toString() {
            return "Decided[" + decision.route() + "]";
        }
    }

    /** Something failed that should not; nothing is known about the document, so nothing is done with it. */
    record Failed(String reason, long milliseconds) implements Evaluation {}
}
