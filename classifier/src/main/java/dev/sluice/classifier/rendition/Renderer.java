package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes renditions under one plan and one key, and has each classified again. Thread-safe.
 *
 * <p>What the second pass finds beyond the first, where the words around a value changed its reading, is replaced too and
 * the text classified once more, a bounded number of times.
 */
public final class Renderer {
    private static final int MOST_ROUNDS = 4;

    private final Classifier classifier;
    private final RenditionPlan plan;
    private final RenditionKey key;

    /** A renderer whose second passes are this classifier's. */
    public Renderer(Classifier classifier, RenditionPlan plan, RenditionKey key) {
        this.classifier = classifier;
        this.plan = plan;
        this.key = key;
    }

    /**
     * Renders a document. The same arguments give the same answer.
     *
     * @param text the document
     * @param classification of this text, by this renderer's classifier
     * @param scope how far replacements are consistent
     * @throws IllegalArgumentException if the classification is another classifier's or has a finding beyond the text
     */
    public RenditionResult render(DocumentText text, Exhaustive classification, RenditionScope scope) {
        if (!classification.detectors().equals(classifier.detectors())) {
            throw new IllegalArgumentException("Rendition: expected a classification by the detectors "
                    + classifier.detectors().digest() + ", found one by "
                    + classification.detectors().digest());
        }
        FoldedText folded = new FoldedText(text.canonical());
        Layout layout = Layout.of(text);
        Set<Finding> findings = new LinkedHashSet<>(classification.findings());
        for (int round = 1; ; round++) {
            if (isWithheld(findings)) {
                return new StillSensitive(Category.of(findings), Set.of(StillSensitive.Reason.WITHHELD_TYPE));
            }
            List<Span> spans = Spans.of(text.canonical(), folded, findings, plan);
            Rewriting.Draft draft = new Rewriting(text.canonical(), folded, spans, key, scope).draft(layout);
            ClearRendition.SecondPass second = ClearRendition.check(draft, classifier, plan);
            if (second.residual().isEmpty() || round == MOST_ROUNDS || !findings.addAll(second.residual())) {
                return second.result();
            }
        }
    }

    private boolean isWithheld(Set<Finding> findings) {
        return findings.stream().anyMatch(finding -> plan.action(finding.type()) == Action.WITHHOLD);
    }
}
