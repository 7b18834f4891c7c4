package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.LocatedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scores of spans that can be counted by hand. */
class SpanScoresTests {
    private static final LabelQuality EXACT = new LabelQuality("synthetic-exact");
    private static final LabelQuality STRUCTURE = new LabelQuality("auto-structure");
    private static final LabelQuality ASSUMED = new LabelQuality("screened");

    /** Four names: found exactly, found in part, found as something else, missed; one finding where nothing is. */
    private static final SpanMatches NAMES = SpanMatches.of(
            List.of(
                    new GoldSpan(0, 10, "PERSON"),
                    new GoldSpan(20, 30, "PERSON"),
                    new GoldSpan(40, 50, "PERSON"),
                    new GoldSpan(60, 70, "PERSON"),
                    new GoldSpan(80, 90, "ORG")),
            List.of(
                    finding(0, 10, FindingType.PERSON),
                    finding(25, 35, FindingType.PERSON),
                    finding(40, 50, FindingType.USERNAME),
                    finding(70, 80, FindingType.PERSON),
                    finding(85, 95, FindingType.PERSON),
                    finding(100, 110, FindingType.HEALTH)));

    @Test
    void countsByHandAgree() {
        Map<Object, SequencedMap<String, Object>> rows = rows(NAMES, EXACT);
        assertThat(rows.get("PERSON"))
                .containsEntry("gold", 4L)
                .containsEntry("recallStrict", 0.25)
                .containsEntry("recallOverlapping", 0.5)
                .containsEntry("recallAnyType", 0.75)
                .containsEntry("found", 4L)
                .containsEntry("precisionStrict", 0.25)
                .containsEntry("precisionOverlapping", 0.5)
                .containsEntry("direct", true);
        assertThat(rows.get("USERNAME"))
                .containsEntry("gold", 0L)
                .containsEntry("recallStrict", null)
                .containsEntry("found", 1L)
                .containsEntry("precisionOverlapping", 0.0);
        assertThat(rows).as("no label speaks of health").doesNotContainKey("HEALTH");
    }

    @Test
    void labelsThatLackSomeAllowRecallOnlyAndAssumedOnesNothing() {
        assertThat(rows(NAMES, STRUCTURE).get("PERSON"))
                .containsEntry("gold", 4L)
                .containsEntry("found", 0L)
                .containsEntry("precisionStrict", null);
        assertThat(rows(NAMES, ASSUMED)).isEmpty();
    }

    @Test
    void aLabelThatNobodyKnowsIsNeitherMissedNorWrong() {
        SpanMatches matches = SpanMatches.of(
                List.of(new GoldSpan(0, 5, "SHOE_SIZE")), List.of(finding(0, 5, FindingType.IDENTIFIER)));
        assertThat(rows(matches, EXACT)).isEmpty();
        assertThat(confusion(matches, EXACT)).containsExactly("SHOE_SIZE IDENTIFIER 1");
    }

    @Test
    void anotherTypeOfTheSameMeaningIsRight() {
        SpanMatches matches = SpanMatches.of(
                List.of(new GoldSpan(0, 20, "ADDRESS"), new GoldSpan(30, 40, "DOB")),
                List.of(finding(15, 20, FindingType.POSTAL_CODE), finding(30, 40, FindingType.DATE)));
        assertThat(rows(matches, EXACT).get("ADDRESS")).containsEntry("recallOverlapping", 1.0);
        assertThat(rows(matches, EXACT).get("POSTAL_CODE"))
                .containsEntry("precisionStrict", 0.0)
                .containsEntry("precisionOverlapping", 1.0)
                .containsEntry("direct", false);
        assertThat(rows(matches, EXACT).get("DATE_OF_BIRTH")).containsEntry("recallStrict", 1.0);
    }

    @Test
    void theConfusionSaysWhatWasFoundOverEachLabel() {
        assertThat(confusion(NAMES, EXACT))
                .containsExactly(
                        "NONE PERSON 1", "ORG PERSON 1", "PERSON NONE 1", "PERSON PERSON 2", "PERSON USERNAME 1");
        assertThat(confusion(NAMES, STRUCTURE))
                .containsExactly("ORG PERSON 1", "PERSON NONE 1", "PERSON PERSON 2", "PERSON USERNAME 1");
    }

    @Test
    void aRightFindingIsPreferredToAWiderOne() {
        SpanMatches matches = SpanMatches.of(
                List.of(new GoldSpan(0, 10, "PERSON")),
                List.of(finding(0, 10, FindingType.ADDRESS), finding(8, 9, FindingType.PERSON)));
        assertThat(confusion(matches, EXACT)).containsExactly("PERSON PERSON 1");
    }

    @Test
    void overlapsAreThoseThatLookingAtEachFinds() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<GoldSpan> spans = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                int start = random.nextInt(40);
                spans.add(new GoldSpan(start, start + 1 + random.nextInt(random.nextBoolean() ? 4 : 30), "PERSON"));
            }
            spans.sort(java.util.Comparator.comparingInt(GoldSpan::start));
            int from = random.nextInt(60);
            int to = from + 1 + random.nextInt(10);
            assertThat(new Overlaps<>(spans, GoldSpan::start, GoldSpan::end).with(from, to))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(spans.stream()
                            .filter(span -> span.start() < to && from < span.end())
                            .toList());
        }
    }

    static LocatedFinding finding(int start, int end, FindingType type) {
        Finding finding = new Finding(type, type.letter().orElse(null), start, end, 0.8, "test", 1);
        return new LocatedFinding(finding, start, end);
    }

    private static Map<Object, SequencedMap<String, Object>> rows(SpanMatches matches, LabelQuality quality) {
        SpanScores scores = new SpanScores();
        scores.add(matches, quality);
        return scores.rows().stream().collect(Collectors.toMap(row -> row.get("type"), Function.identity()));
    }

    private static List<String> confusion(SpanMatches matches, LabelQuality quality) {
        Confusion confusion = new Confusion();
        confusion.add(matches, quality);
        return confusion.rows().stream()
                .map(row -> row.get("gold") + " " + row.get("found") + " " + row.get("count"))
                .toList();
    }
}
