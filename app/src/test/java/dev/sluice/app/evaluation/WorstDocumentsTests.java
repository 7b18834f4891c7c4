package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorstDocumentsTests {
    private static final SourceKey KEY = new SourceKey("pii", "s", "en");

    @Test
    void leakedComeFirstThenHeldThenThoseWithSpansWrong() {
        WorstDocuments worst = new WorstDocuments(4);
        worst.add(document("fine", Expectation.SENSITIVE, false, missed(0)));
        worst.add(document("two-missed", Expectation.SENSITIVE, false, missed(2)));
        worst.add(document("held", Expectation.CLEAN, false, missed(0)));
        worst.add(document("one-missed", Expectation.SENSITIVE, false, missed(1)));
        worst.add(document("leaked-b", Expectation.SENSITIVE, true, missed(1)));
        worst.add(document("leaked-a", Expectation.SENSITIVE, true, missed(1)));
        worst.add(document("cleared", Expectation.CLEAN, true, missed(0)));
        assertThat(worst.entries().stream().map(WorstDocuments.Entry::id))
                .containsExactly("leaked-a", "leaked-b", "held", "two-missed");
        assertThat(worst.entries().getFirst().types()).containsExactly("PERSON");
    }

    @Test
    void noneIsKeptWhereNoneIsAskedFor() {
        WorstDocuments worst = new WorstDocuments(0);
        worst.add(document("leaked", Expectation.SENSITIVE, true, missed(1)));
        assertThat(worst.entries()).isEmpty();
    }

    private static SpanMatches missed(int count) {
        List<GoldSpan> spans = new java.util.ArrayList<>();
        for (int i = 0; i <= count; i++) {
            spans.add(new GoldSpan(10 * i, 10 * i + 5, "PERSON"));
        }
        return SpanMatches.of(spans, List.of(SpanScoresTests.finding(0, 5, FindingType.PERSON)));
    }

    private static Assessment.Assessed document(
            String id, Expectation expectation, boolean cleared, SpanMatches matches) {
        return new Assessment.Assessed(
                KEY, id, new LabelQuality("gold-manual"), expectation, 10, 1, cleared, 0, Set.of(), List.of(), matches);
    }
}
