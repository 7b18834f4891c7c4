package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.CLASSIFIER;
import static dev.sluice.classifier.rendition.Rendering.KEY;
import static dev.sluice.classifier.rendition.Rendering.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.ExhaustiveFixture;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RenditionLimitsTests {
    private static final String TEXT = "We met Ngozi Okafor about the number 219-09-9981 and the plan of the year.";

    private static RenditionResult render(String text, List<Finding> findings, RenditionLimits limits) {
        return new Renderer(CLASSIFIER, RenditionPlan.standard(), KEY, limits)
                .render(DocumentText.of(text), ExhaustiveFixture.of(findings, CLASSIFIER), SCOPE);
    }

    private static List<Finding> found() {
        return ((Exhaustive) CLASSIFIER.classify(DocumentText.of(TEXT))).findings();
    }

    private static void assertStill(RenditionResult result, StillSensitive.Reason reason) {
        assertThat(result).isInstanceOfSatisfying(StillSensitive.class, still -> {
            assertThat(still.reasons()).containsExactly(reason);
            assertThat(still.categories()).contains(Category.PII);
        });
    }

    @Test
    void theStandardLimitsAreEnough() {
        assertThat(render(TEXT, found(), RenditionLimits.STANDARD)).isInstanceOf(ClearRendition.class);
    }

    @Test
    void aRenditionWhoseTimeIsOverIsNone() {
        RenditionLimits none = new RenditionLimits(Duration.ofNanos(1), 1 << 20, 4);
        assertStill(render(TEXT, found(), none), StillSensitive.Reason.TIMEOUT);
    }

    @Test
    void theTimeIsLookedAtWhileValuesAreCollectedAndReplaced() {
        StringBuilder text = new StringBuilder();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            int start = text.length();
            text.append("ACCT").append(70_000_000 + i * 131);
            findings.add(Rendering.finding(FindingType.ACCOUNT, start, text.length()));
            text.append(" and ");
        }
        String source = text.toString();
        FoldedText folded = new FoldedText(source);
        Budget none = new RenditionLimits(Duration.ofNanos(1), 1 << 20, 4).budget();
        RenditionPlan plan = Rendering.all(Action.FORMAT_PRESERVING);
        assertThatThrownBy(() -> Spans.of(source, folded, findings, plan, none)).isInstanceOf(Budget.Exceeded.class);
        List<Span> spans = Spans.of(source, folded, findings, plan, RenditionLimits.STANDARD.budget());
        Rewriting rewriting = new Rewriting(source, folded, spans, KEY, SCOPE, none);
        assertThatThrownBy(() -> rewriting.draft(Layout.of(DocumentText.of(source))))
                .isInstanceOf(Budget.Exceeded.class);
    }

    @Test
    void anInterruptOfTheCallerEndsItAndStays() {
        List<Finding> findings = found();
        Thread.currentThread().interrupt();
        try {
            assertStill(render(TEXT, findings, RenditionLimits.STANDARD), StillSensitive.Reason.TIMEOUT);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aLongerDocumentIsOverTheLimit() {
        List<Finding> findings = found();
        assertStill(
                render(TEXT, findings, new RenditionLimits(Duration.ofMinutes(1), TEXT.length() - 1, 4)),
                StillSensitive.Reason.OVER_LIMIT);
        assertThat(render(TEXT, findings, new RenditionLimits(Duration.ofMinutes(1), TEXT.length(), 4)))
                .isInstanceOf(ClearRendition.class);
    }

    @Test
    void findingsThatAreTogetherManyTimesAsLongAsTheTextAreOverTheLimit() {
        String text = "x7".repeat(4000);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            findings.add(Rendering.finding(FindingType.ACCOUNT, i, 8000));
        }
        assertStill(render(text, findings, RenditionLimits.STANDARD), StillSensitive.Reason.OVER_LIMIT);
    }

    @Test
    void whatTheLastRoundFindsIsNotReplacedAnyMore() {
        assertStill(
                render(TEXT, List.of(), new RenditionLimits(Duration.ofMinutes(1), 1 << 20, 1)),
                StillSensitive.Reason.FOUND_AGAIN);
        assertThat(render(TEXT, List.of(), RenditionLimits.STANDARD)).isInstanceOf(ClearRendition.class);
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RenditionLimits(Duration.ZERO, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RenditionLimits(Duration.ofDays(2), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RenditionLimits(Duration.ofSeconds(1), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RenditionLimits(Duration.ofSeconds(1), 1, 0));
    }
}
