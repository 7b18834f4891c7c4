package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.ExhaustiveFixture;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders texts for tests, with the classifier's findings and with findings of a test's choosing. */
final class Rendering {
    static final Classifier CLASSIFIER = Classifier.standard();
    static final RenditionKey KEY = new RenditionKey("thirty-two bytes for tests alone".getBytes());
    static final RenditionScope SCOPE = new RenditionScope("tenant", "subject", Locale.US, 2026);

    private Rendering() {}

    static RenditionPlan all(Action action) {
        RenditionPlan plan = RenditionPlan.standard();
        for (FindingType type : FindingType.values()) {
            if (type.letter().isPresent()) {
                plan = plan.with(type, action);
            }
        }
        return plan;
    }

    static Finding finding(String text, String value, FindingType type) {
        int start = text.indexOf(value);
        assertThat(start).isNotNegative();
        return finding(type, start, start + value.length());
    }

    static Finding finding(FindingType type, int start, int end) {
        return new Finding(type, type.letter().orElse(null), start, end, 0.9, "test", 1);
    }

    static RenditionResult render(DocumentText text, RenditionPlan plan, RenditionScope scope, List<Finding> more) {
        Exhaustive found = (Exhaustive) CLASSIFIER.classify(text);
        List<Finding> findings = new ArrayList<>(found.findings());
        findings.addAll(more);
        return new Renderer(CLASSIFIER, plan, KEY).render(text, ExhaustiveFixture.of(findings, CLASSIFIER), scope);
    }

    static ClearRendition clear(String text, RenditionPlan plan, Finding... more) {
        return clear(DocumentText.of(text), plan, SCOPE, List.of(more));
    }

    static ClearRendition clear(DocumentText text, RenditionPlan plan, RenditionScope scope, List<Finding> more) {
        RenditionResult result = render(text, plan, scope, more);
        assertThat(result).isInstanceOf(ClearRendition.class);
        return (ClearRendition) result;
    }

    /** What the given findings alone become, whatever a second pass would say. */
    static Rewriting.Draft draft(String text, RenditionPlan plan, RenditionScope scope, Finding... findings) {
        FoldedText folded = new FoldedText(text);
        Budget budget = RenditionLimits.STANDARD.budget();
        List<Span> spans = Spans.of(text, folded, List.of(findings), plan, budget);
        return new Rewriting(text, folded, spans, KEY, scope, budget).draft(Layout.of(DocumentText.of(text)));
    }

    static String words(String value, FindingType type, Action action, RenditionScope scope) {
        return draft(value, RenditionPlan.strictest().with(type, action), scope, finding(type, 0, value.length()))
                .text()
                .canonical();
    }

    static String words(String value, FindingType type, Action action) {
        return words(value, type, action, SCOPE);
    }
}
