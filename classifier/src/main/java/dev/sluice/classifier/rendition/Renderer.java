package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.Budget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes renditions under one plan and one key, and has each classified again. Thread-safe.
 *
 * <p>What the second pass finds beyond the first, where the words around a value changed its reading, is replaced too and
 * the text classified once more, within the {@link RenditionLimits}.
 */
public final class Renderer {
    private final Classifier classifier;
    private final RenditionPlan plan;
    private final RenditionKey key;
    private final RenditionLimits limits;

    /** A renderer whose second passes are this classifier's, under the standard limits. */
    public Renderer(Classifier classifier, RenditionPlan plan, RenditionKey key) {
        this(classifier, plan, key, RenditionLimits.STANDARD);
    }

    /** A renderer whose second passes are this classifier's. */
    public Renderer(Classifier classifier, RenditionPlan plan, RenditionKey key, RenditionLimits limits) {
        this.classifier = classifier;
        this.plan = plan;
        this.key = key;
        this.limits = limits;
    }

    /**
     * Renders a document. The same arguments give the same answer, unless the time ends first: then
     * {@link StillSensitive.Reason#TIMEOUT}. So does an interrupt of the calling thread, which stays set.
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
        Set<Finding> findings = new LinkedHashSet<>(classification.findings());
        if (text.length() > limits.length()) {
            return still(findings, StillSensitive.Reason.OVER_LIMIT);
        }
        try {
            return rendered(text, findings, scope, limits.budget());
        } catch (Budget.Exceeded e) {
            boolean late = e.reason() == DegradedReason.TIMEOUT;
            return still(findings, late ? StillSensitive.Reason.TIMEOUT : StillSensitive.Reason.OVER_LIMIT);
        }
    }

    private RenditionResult rendered(DocumentText text, Set<Finding> findings, RenditionScope scope, Budget budget) {
        FoldedText folded = new FoldedText(text.canonical());
        Layout layout = Layout.of(text);
        for (int round = 1; ; round++) {
            if (isWithheld(findings)) {
                return still(findings, StillSensitive.Reason.WITHHELD_TYPE);
            }
            List<Span> spans = Spans.of(text.canonical(), folded, findings, plan, budget);
            Rewriting.Draft draft = new Rewriting(text.canonical(), folded, spans, key, scope, budget).draft(layout);
            ClearRendition.SecondPass second = ClearRendition.check(draft, classifier, plan, budget);
            if (second.residual().isEmpty() || round == limits.rounds() || !findings.addAll(second.residual())) {
                return second.result();
            }
        }
    }

    private static StillSensitive still(Set<Finding> findings, StillSensitive.Reason reason) {
        return new StillSensitive(Category.of(findings), Set.of(reason));
    }

    private boolean isWithheld(Set<Finding> findings) {
        return findings.stream().anyMatch(finding -> plan.action(finding.type()) == Action.WITHHOLD);
    }
}
