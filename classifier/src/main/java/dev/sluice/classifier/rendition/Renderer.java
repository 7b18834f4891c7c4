package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import dev.sluice.classifier.pattern.PatternTier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes renditions under one plan and one key, and has each classified again. Thread-safe.
 *
 * <p>In a document that speaks of a person every date with a day and every long number is replaced too, under the plan's action
 * for {@code DATE} and {@code IDENTIFIER}: no detector can say of each whose it is.
 *
 * <p>What the second pass finds beyond the first, where the words around a value changed its reading, is replaced too and
 * the text classified once more, within the {@link RenditionLimits}.
 */
public final class Renderer {
    private static final Set<Category> OF_PERSONS = Set.of(Category.PHI, Category.PII);
    /** What the classification has judged already, with all tiers. */
    private static final Set<DegradedReason> JUDGED_BEFORE =
            Set.of(DegradedReason.LANGUAGE_NOT_COVERED, DegradedReason.ENCODING_NOT_COVERED);

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
            return still(
                    findings,
                    switch (e.reason()) {
                        case TIMEOUT -> StillSensitive.Reason.TIMEOUT;
                        case OVER_LIMIT -> StillSensitive.Reason.OVER_LIMIT;
                        default -> StillSensitive.Reason.NOT_EXHAUSTIVE;
                    });
        }
    }

    private RenditionResult rendered(DocumentText text, Set<Finding> findings, RenditionScope scope, Budget budget) {
        FoldedText folded = new FoldedText(text.canonical());
        Layout layout = Layout.of(text);
        boolean traced = false;
        for (int round = 1; ; round++) {
            if (isWithheld(findings)) {
                return still(findings, StillSensitive.Reason.WITHHELD_TYPE);
            }
            // Asked in each round: that a document speaks of somebody may be found in a later one only.
            if (!traced && speaksOfSomebody(findings)) {
                findings.addAll(traces(text.canonical(), findings));
                traced = true;
            }
            List<Span> spans = Spans.of(text.canonical(), folded, findings, plan, budget);
            Rewriting.Draft draft = new Rewriting(text.canonical(), folded, spans, key, scope, budget).draft(layout);
            ClearRendition.SecondPass second = ClearRendition.check(draft, classifier, plan, budget);
            if (second.residual().isEmpty() || round == limits.rounds() || !findings.addAll(second.residual())) {
                return second.result();
            }
        }
    }

    /** Whether anything found is of a person: then a date is of that person's life, and a number may be theirs. */
    private static boolean speaksOfSomebody(Set<Finding> findings) {
        return !Collections.disjoint(Category.of(findings), OF_PERSONS);
    }

    /**
     * The traces in a text that are not replaced, or kept on purpose, as part of a finding.
     *
     * @throws Budget.Exceeded if not all of the text was looked through
     */
    private List<Finding> traces(String text, Set<Finding> findings) {
        PatternTier.Outcome traces = PatternTier.traces().scan(text);
        for (DegradedReason reason : traces.reasons()) {
            if (!JUDGED_BEFORE.contains(reason)) {
                throw new Budget.Exceeded(reason);
            }
        }
        List<Finding> ordered = findings.stream()
                .sorted(Comparator.comparingInt(Finding::start))
                .toList();
        List<Finding> beyond = new ArrayList<>();
        int next = 0;
        int reached = 0;
        int replacedTo = 0;
        for (Finding trace : traces.findings()) {
            for (; next < ordered.size() && ordered.get(next).start() <= trace.start(); next++) {
                Finding finding = ordered.get(next);
                reached = Math.max(reached, finding.end());
                if (plan.action(finding.type()) != Action.KEEP) {
                    replacedTo = Math.max(replacedTo, finding.end());
                }
            }
            // A number within a health term that is kept is a code of it; a date there is a date.
            if ((trace.type() == FindingType.DATE ? replacedTo : reached) < trace.end()) {
                beyond.add(trace);
            }
        }
        return beyond;
    }

    private static StillSensitive still(Set<Finding> findings, StillSensitive.Reason reason) {
        return new StillSensitive(Category.of(findings), Set.of(reason));
    }

    private boolean isWithheld(Set<Finding> findings) {
        return findings.stream().anyMatch(finding -> plan.action(finding.type()) == Action.WITHHOLD);
    }
}
