package dev.sluice.policy;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * All that a decision may depend on. Holds no value of the document.
 *
 * @param complete everything in the document was read
 * @param anythingRead some text was read
 * @param textLength code points of the canonical text
 * @see StoredContext#load the same from stored rows
 */
public record DocumentContext(
        boolean complete,
        boolean anythingRead,
        Exhaustiveness exhaustiveness,
        Set<Category> categories,
        String tenant,
        String task,
        String purpose,
        String jurisdiction,
        String residency,
        MinimumSensitivity minSensitivity,
        long textLength,
        Optional<Instant> deadline,
        Optional<BigDecimal> maxCost) {

    public DocumentContext {
        categories = Set.copyOf(categories);
        if (textLength < 0) {
            throw new IllegalArgumentException("expected a text length of zero or more code points");
        }
    }

    /** The context of a document that was just classified. */
    public static DocumentContext of(
            boolean complete,
            boolean anythingRead,
            long textLength,
            Classification classification,
            Declarations declared) {
        return of(
                complete,
                anythingRead,
                textLength,
                Exhaustiveness.of(classification),
                classification.categories(),
                declared);
    }

    static DocumentContext of(
            boolean complete,
            boolean anythingRead,
            long textLength,
            Exhaustiveness exhaustiveness,
            Set<Category> categories,
            Declarations declared) {
        return new DocumentContext(
                complete,
                anythingRead,
                exhaustiveness,
                categories,
                declared.tenant(),
                declared.task(),
                declared.purpose(),
                declared.jurisdiction(),
                declared.residency(),
                declared.minSensitivity(),
                textLength,
                declared.deadline(),
                declared.maxCost());
    }
}
