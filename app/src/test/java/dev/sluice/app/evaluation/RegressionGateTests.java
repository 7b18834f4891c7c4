package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegressionGateTests {
    private static final ExpectationWords BUILT_IN = new ExpectationWords(List.of(), List.of(), List.of());
    private static final String LAST = """
            {"form":2,"words":{},"sources":[
              {"corpus":"phi","source":"notes","lang":"en","sensitive":{"documents":100,"leaked":2},"degradedDocuments":4,
               "spans":[{"type":"PHONE","gold":400,"recallOverlapping":0.97},{"type":"SSN","gold":4,"recallOverlapping":1},
                        {"type":"URL","gold":0,"recallOverlapping":null}]},
              {"corpus":"clean","source":"recipes","lang":"en","clean":{"documents":50,"overBlocked":5},
               "apart":{"documents":3,"held":1},"degradedDocuments":0,"spans":[]}]}
            """;

    private static final SourceKey NOTES = new SourceKey("phi", "notes", "en");
    private static final SourceKey RECIPES = new SourceKey("clean", "recipes", "en");
    private static final Map<String, Share> SPANS = Map.of("PHONE", new Share(388, 400), "SSN", new Share(4, 4));
    private static final SourceRates AS_BEFORE = notes(100, 2, 4, SPANS);
    private static final SourceRates RECIPES_AS_BEFORE = new SourceRates(0, 0, 50, 5, 3, 0, Map.of());

    @Test
    void theSameFiguresPass() {
        assertThat(worsened(AS_BEFORE, RECIPES_AS_BEFORE)).isEmpty();
        assertThat(gate().notMeasured(both(AS_BEFORE, RECIPES_AS_BEFORE))).isEmpty();
    }

    @Test
    void oneLeakMoreFailsWhateverElseBecameBetter() {
        assertThat(worsened(notes(100, 3, 0, SPANS), new SourceRates(0, 0, 50, 0, 3, 0, Map.of())))
                .containsExactly("phi notes (en) leaks more: 3 of 100, before 2 of 100");
    }

    @Test
    void oneHeldMoreFails() {
        assertThat(worsened(AS_BEFORE, new SourceRates(0, 0, 50, 6, 3, 0, Map.of())))
                .containsExactly("clean recipes (en) over-blocks more: 6 of 50, before 5 of 50");
    }

    @Test
    void fewerDocumentsFailThoughNoneOfThemLeaks() {
        assertThat(worsened(notes(99, 0, 0, SPANS), new SourceRates(0, 0, 49, 0, 2, 0, Map.of())))
                .containsExactly(
                        "clean recipes (en) has fewer clean documents: 49, before 50",
                        "clean recipes (en) has fewer documents apart: 2, before 3",
                        "phi notes (en) has fewer sensitive documents: 99, before 100");
        assertThat(worsened(notes(150, 3, 6, SPANS), RECIPES_AS_BEFORE)).isEmpty();
    }

    @Test
    void aLargerShareThatIsNotLookedAtWholeFailsThoughItHoldsThem() {
        assertThat(worsened(notes(100, 0, 5, SPANS), new SourceRates(0, 0, 50, 5, 3, 1, Map.of())))
                .containsExactly(
                        "clean recipes (en) is degraded more: 1 of 53, before 0 of 53",
                        "phi notes (en) is degraded more: 5 of 100, before 4 of 100");
    }

    @Test
    void spansMayBeMissedByOneInAHundredAndOneMore() {
        assertThat(worsened(with(new Share(384, 400), new Share(3, 4)), RECIPES_AS_BEFORE))
                .isEmpty();
        assertThat(worsened(with(new Share(383, 400), new Share(2, 4)), RECIPES_AS_BEFORE))
                .containsExactly(
                        "phi notes (en) finds less PHONE: 383 of 400, before 388 of 400",
                        "phi notes (en) finds less SSN: 2 of 4, before 4 of 4");
    }

    @Test
    void labelsThatAreGoneFail() {
        assertThat(worsened(notes(100, 2, 4, Map.of("PHONE", new Share(388, 400))), RECIPES_AS_BEFORE))
                .containsExactly("phi notes (en) has fewer labels SSN: 0, before 4");
    }

    @Test
    void aNewSourceIsHeldToNoLeakAndNoOverBlock() {
        SortedMap<SourceKey, SourceRates> now = both(AS_BEFORE, RECIPES_AS_BEFORE);
        now.put(new SourceKey("phi", "dictation", "en"), new SourceRates(5, 1, 0, 0, 0, 2, Map.of()));
        now.put(new SourceKey("phi", "forms", "en"), new SourceRates(5, 0, 0, 0, 0, 2, Map.of()));
        assertThat(gate().worsened(now)).containsExactly("phi dictation (en) leaks more: 1 of 5, before 0 of 0");
    }

    @Test
    void aSourceThatWasNotMeasuredIsNamedWhateverItsCorpus() {
        SortedMap<SourceKey, SourceRates> now = new TreeMap<>(Map.of(NOTES, AS_BEFORE));
        assertThat(gate().worsened(now)).isEmpty();
        assertThat(gate().notMeasured(now)).containsExactly("clean recipes (en), before 53 documents");
        assertThat(gate().notMeasured(new TreeMap<>())).hasSize(2);
    }

    @Test
    void aReportOfOtherWordsIsRefused() {
        ExpectationWords others = new ExpectationWords(List.of(), List.of(), List.of("pii"));
        assertThatThrownBy(() -> RegressionGate.read(LAST, others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PII=APART");
        String withThem = LAST.replace("\"words\":{}", "\"words\":{\"PII\":\"APART\"}");
        assertThat(RegressionGate.read(withThem, others)).isNotNull();
        assertThatThrownBy(() -> RegressionGate.read(withThem, BUILT_IN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String wrong : List.of(
                "",
                "not json",
                "{}",
                "[]",
                "{\"form\":2,\"words\":{},\"sources\":[]}",
                LAST.replace("\"form\":2", "\"form\":1"),
                LAST.replace("\"words\":{},", ""),
                LAST.replace("\"degradedDocuments\":4,", ""),
                LAST.replace(",\"spans\":[]", ""),
                LAST.replace("\"lang\":\"en\",\"clean\"", "\"clean\""),
                LAST.replace("\"leaked\":2", "\"leaked\":101"),
                LAST.replace("\"recallOverlapping\":1", "\"recallOverlapping\":2"),
                LAST.replace("\"overBlocked\":5", "\"overBlocked\":0.5"),
                LAST.replace("recipes", "notes").replace("\"clean\",\"source\"", "\"phi\",\"source\""),
                LAST + LAST)) {
            assertThatThrownBy(() -> RegressionGate.read(wrong, BUILT_IN))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SourceRates notes(long documents, long leaked, long degraded, Map<String, Share> spans) {
        return new SourceRates(documents, leaked, 0, 0, 0, degraded, spans);
    }

    private static SourceRates with(Share phones, Share numbers) {
        return notes(100, 2, 4, Map.of("PHONE", phones, "SSN", numbers));
    }

    private static RegressionGate gate() {
        return RegressionGate.read(LAST, BUILT_IN);
    }

    private static SortedMap<SourceKey, SourceRates> both(SourceRates notes, SourceRates recipes) {
        return new TreeMap<>(Map.of(NOTES, notes, RECIPES, recipes));
    }

    private static List<String> worsened(SourceRates notes, SourceRates recipes) {
        return gate().worsened(both(notes, recipes));
    }
}
