package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.Budget;
import java.util.List;
import java.util.Set;

/**
 * A rendition that was classified again, exhaustively, by the classifier that found what was replaced, and in which
 * nothing was found but what the plan keeps and what the rendition itself put there. There is no other way to make one.
 * Immutable; holds no value that was replaced.
 */
public final class ClearRendition implements RenditionResult {
    private final DocumentText text;
    private final List<Replacement> replacements;
    private final Exhaustive classification;
    private final Set<Category> categories;

    private ClearRendition(Rewriting.Draft draft, Exhaustive classification, Set<Category> categories) {
        this.text = draft.text();
        this.replacements = draft.replacements();
        this.classification = classification;
        this.categories = categories;
    }

    /** What a second pass came to: a rendition, or what stands in its way. */
    record SecondPass(RenditionResult result, List<Finding> residual) {}

    /**
     * Classifies a draft; the only way to a clear rendition.
     *
     * @throws Budget.Exceeded if the time ends before the classification does
     */
    static SecondPass check(Rewriting.Draft draft, Classifier classifier, RenditionPlan plan, Budget budget) {
        Classification second = TimedPass.of(classifier, draft.text(), budget);
        if (!(second instanceof Exhaustive exhaustive)) {
            return new SecondPass(
                    new StillSensitive(second.categories(), Set.of(StillSensitive.Reason.NOT_EXHAUSTIVE)), List.of());
        }
        Residue residue = new Residue(draft);
        List<Finding> foreign =
                second.findings().stream().filter(residue::isOfSource).toList();
        List<Finding> residual = foreign.stream()
                .filter(finding -> plan.action(finding.type()) != Action.KEEP)
                .toList();
        Set<Category> categories = Category.of(foreign);
        return residual.isEmpty()
                ? new SecondPass(new ClearRendition(draft, exhaustive, categories), residual)
                : new SecondPass(
                        new StillSensitive(categories, Set.of(StillSensitive.Reason.FOUND_AGAIN)),
                        residual.stream().map(residue::inSource).toList());
    }

    /** The text; what may be sent is this and nothing else of the document. */
    public DocumentText text() {
        return text;
    }

    /** What was replaced by what, in the order of the text, as spans and without values. */
    public List<Replacement> replacements() {
        return replacements;
    }

    /** The second pass; its findings within surrogates are ours, not the document's. */
    public Exhaustive classification() {
        return classification;
    }

    /** The categories of what the plan kept: those of the document that the policy has to judge. Often empty. */
    public Set<Category> categories() {
        return categories;
    }
}
