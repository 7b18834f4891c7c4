package dev.sluice.policy;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Partial;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * All that a decision may depend on. Holds no value of the document.
 *
 * @param complete everything in the document was read
 * @param anythingRead some text was read
 * @param categories those that were found, or are known otherwise
 * @param textLength code points of the canonical text
 * @param validity for what the classification counts, if not for any bundle on any day; a {@link Exhaustiveness#PARTIAL}
 *     one without counts for none
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
        Optional<BigDecimal> maxCost,
        Optional<Validity> validity) {

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
                declared,
                validity(classification));
    }

    /** For what a classification counts that was just made: an allow entry that held holds still. */
    private static Optional<Validity> validity(Classification classification) {
        return classification instanceof Partial partial
                ? Optional.of(new Validity(partial.bundleDigest(), Optional.empty(), partial.atMost()))
                : Optional.empty();
    }

    /** What is known before a document is classified, with the categories that it has in any case. */
    public static DocumentContext beforeClassification(
            boolean complete, boolean anythingRead, long textLength, Set<Category> known, Declarations declared) {
        return of(complete, anythingRead, textLength, Exhaustiveness.FAILED, known, declared, Optional.empty());
    }

    /** The same document with what a classification found besides. */
    public DocumentContext with(Classification classification) {
        return classified(
                Exhaustiveness.of(classification), union(classification.categories()), validity(classification));
    }

    /** The same document as another classification would have it. */
    DocumentContext classified(Exhaustiveness level, Set<Category> found, Optional<Validity> counts) {
        return new DocumentContext(
                complete,
                anythingRead,
                level,
                found,
                tenant,
                task,
                purpose,
                jurisdiction,
                residency,
                minSensitivity,
                textLength,
                deadline,
                maxCost,
                counts);
    }

    /** The same document with another deadline. */
    DocumentContext due(Optional<Instant> other) {
        return new DocumentContext(
                complete,
                anythingRead,
                exhaustiveness,
                categories,
                tenant,
                task,
                purpose,
                jurisdiction,
                residency,
                minSensitivity,
                textLength,
                other,
                maxCost,
                validity);
    }

    /** As its classification has it where that does not count: whatever it might hold, and not looked at to the end. */
    DocumentContext inDoubt() {
        Exhaustiveness level =
                exhaustiveness.compareTo(Exhaustiveness.DEGRADED) > 0 ? exhaustiveness : Exhaustiveness.DEGRADED;
        return classified(level, union(validity.map(Validity::atMost).orElse(Set.of())), Optional.empty());
    }

    /** Its categories and these. */
    Set<Category> union(Set<Category> more) {
        Set<Category> both = EnumSet.noneOf(Category.class);
        both.addAll(categories);
        both.addAll(more);
        return both;
    }

    /** The categories that whatever is made from it has at least: where it was not looked at whole, those it might have. */
    public Set<Category> categoriesOfResults() {
        return exhaustiveness == Exhaustiveness.PARTIAL
                ? union(validity.map(Validity::atMost).orElseGet(() -> EnumSet.allOf(Category.class)))
                : categories;
    }

    static DocumentContext of(
            boolean complete,
            boolean anythingRead,
            long textLength,
            Exhaustiveness exhaustiveness,
            Set<Category> categories,
            Declarations declared) {
        return of(complete, anythingRead, textLength, exhaustiveness, categories, declared, Optional.empty());
    }

    /** A document of these categories, all of which was read by every detector. */
    public static DocumentContext wholly(Set<Category> categories, long textLength, Declarations declared) {
        return of(true, true, textLength, Exhaustiveness.EXHAUSTIVE, categories, declared);
    }

    private static DocumentContext of(
            boolean complete,
            boolean anythingRead,
            long textLength,
            Exhaustiveness exhaustiveness,
            Set<Category> categories,
            Declarations declared,
            Optional<Validity> validity) {
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
                declared.maxCost(),
                validity);
    }
}
