package dev.sluice.ingest.batch;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DocumentText;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.StoredContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Classifies the stored text of an attempt anew where what was found in it no longer counts: other rules or detectors are
 * in force, it stopped early for another bundle, or an allow entry held on another day. What is known of the document
 * stays known, so a new classification only ever adds categories.
 */
final class StaleClassifications {
    private final ContentStore contents;
    private final StoredDocuments stored;
    private final Classifier classifier;
    private final PolicyEngine policy;
    private final ClassificationWriter writer;

    StaleClassifications(
            ContentStore contents,
            StoredDocuments stored,
            Classifier classifier,
            PolicyEngine policy,
            ClassificationWriter writer) {
        this.contents = contents;
        this.stored = stored;
        this.classifier = classifier;
        this.policy = policy;
        this.writer = writer;
    }

    /** A classification to take the place of another. */
    record Fresh(Optional<UUID> replaced, ClassificationWriter.Classified classified) {}

    /**
     * Classifies the text anew if that is needed; outside a transaction, for it may take minutes.
     *
     * @return empty where the stored classification counts, there is nothing to read, or the thread is interrupted, which
     *     says nothing about the document
     */
    Optional<Fresh> classify(ClassificationWriter.Place place, StoredContext context) {
        if (context.held() || context.erased() || context.classificationId().isEmpty() || counts(context)) {
            return Optional.empty();
        }
        Optional<byte[]> canonical =
                contents.get(Compartment.RESTRICTED, place.documentId(), ContentKind.TEXT, place.attempt());
        if (canonical.isEmpty()) {
            return Optional.empty();
        }
        DocumentText text = DocumentText.of(new String(canonical.get(), StandardCharsets.UTF_8));
        LocalDate day = LocalDate.now(ZoneOffset.UTC);
        String source = stored.source(place.documentId());
        Classification classification =
                classifier.classify(text, new AllowScope(place.tenant(), source, day), policy.stop(context.context()));
        if (classification instanceof Degraded && Thread.currentThread().isInterrupted()) {
            return Optional.empty();
        }
        Set<Category> categories = EnumSet.noneOf(Category.class);
        categories.addAll(context.context().categories());
        categories.addAll(classification.categories());
        return Optional.of(new Fresh(
                context.classificationId(),
                new ClassificationWriter.Classified(
                        text, classification, categories, day, policy.bundle().digest())));
    }

    /** Writes one, in a transaction that holds the attempt's lock, unless another was written since it was begun. */
    void write(ClassificationWriter.Place place, Fresh fresh, StoredContext now) {
        if (now.classificationId().equals(fresh.replaced())) {
            writer.write(place, fresh.classified());
        }
    }

    private boolean counts(StoredContext context) {
        return policy.counts(context.context())
                && context.detectors().equals(Optional.of(classifier.detectors().digest()));
    }
}
