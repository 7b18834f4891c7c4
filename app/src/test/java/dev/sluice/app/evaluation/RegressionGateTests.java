package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegressionGateTests {
    private static final String LAST = """
            {"form":1,"sources":[
              {"corpus":"phi","source":"notes","lang":"en","sensitive":{"documents":100,"leaked":2}},
              {"corpus":"phi","source":"letters","lang":"en","sensitive":{"documents":10,"leaked":0}},
              {"corpus":"clean","source":"recipes","lang":"en","clean":{"documents":50,"overBlocked":5}}]}
            """;

    @Test
    void theSameFiguresPass() {
        assertThat(worsened(row("phi", "notes", 100, 2), row("phi", "letters", 10, 0)))
                .isEmpty();
    }

    @Test
    void oneLeakMoreFailsWhateverElseBecameBetter() {
        assertThat(worsened(row("phi", "notes", 100, 0), row("phi", "letters", 10, 1)))
                .containsExactly("phi letters (en) leaks more: 1 of 10, before 0 of 10");
    }

    @Test
    void aLargerShareOfFewerFails() {
        assertThat(worsened(row("phi", "notes", 90, 2), row("phi", "letters", 10, 0)))
                .containsExactly("phi notes (en) leaks more: 2 of 90, before 2 of 100");
        assertThat(worsened(row("phi", "notes", 150, 3), row("phi", "letters", 10, 0)))
                .isEmpty();
    }

    @Test
    void oneHeldMoreFails() {
        SortedMap<SourceKey, SourceRates> now = new TreeMap<>();
        now.put(new SourceKey("clean", "recipes", "en"), new SourceRates(0, 0, 50, 6));
        assertThat(RegressionGate.read(LAST).worsened(now))
                .containsExactly("clean recipes (en) over-blocks more: 6 of 50, before 5 of 50");
    }

    @Test
    void aNewSourceIsHeldToNone() {
        assertThat(worsened(
                        row("phi", "notes", 100, 2),
                        row("phi", "letters", 10, 0),
                        row("phi", "dictation", 5, 1),
                        row("phi", "forms", 5, 0)))
                .containsExactly("phi dictation (en) leaks more: 1 of 5, before 0 of 0");
    }

    @Test
    void aSourceThatDisappearsFromAMeasuredCorpusFails() {
        assertThat(worsened(row("phi", "notes", 100, 2)))
                .containsExactly("phi letters (en) was not measured, before it had 10 documents that count");
    }

    @Test
    void linesOfJsonAreAReportToo() {
        String lines =
                "{\"corpus\":\"a\",\"source\":\"s\",\"lang\":\"en\",\"sensitive\":{\"documents\":3,\"leaked\":1}}\n"
                        + "{\"corpus\":\"b\",\"source\":\"s\",\"lang\":\"en\",\"clean\":{\"documents\":3,\"overBlocked\":0}}\n";
        SortedMap<SourceKey, SourceRates> now = new TreeMap<>();
        now.put(new SourceKey("a", "s", "en"), new SourceRates(3, 2, 0, 0));
        assertThat(RegressionGate.read(lines).worsened(now)).hasSize(1);
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String wrong : List.of(
                "",
                "not json",
                "{}",
                "[]",
                "{\"sources\":[]}",
                "{\"sources\":[{\"corpus\":\"a\",\"source\":\"s\"}]}",
                "{\"corpus\":\"a\",\"source\":\"s\",\"lang\":\"en\",\"sensitive\":{\"documents\":3}}",
                "{\"corpus\":\"a\",\"source\":\"s\",\"lang\":\"en\",\"sensitive\":{\"documents\":3,\"leaked\":4}}",
                LAST + LAST)) {
            assertThatThrownBy(() -> RegressionGate.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private record Row(String corpus, String source, long sensitive, long leaked) {}

    private static Row row(String corpus, String source, long sensitive, long leaked) {
        return new Row(corpus, source, sensitive, leaked);
    }

    private static List<String> worsened(Row... rows) {
        SortedMap<SourceKey, SourceRates> now = new TreeMap<>();
        for (Row row : rows) {
            now.put(
                    new SourceKey(row.corpus(), row.source(), "en"),
                    new SourceRates(row.sensitive(), row.leaked(), 0, 0));
        }
        return RegressionGate.read(LAST).worsened(now);
    }
}
