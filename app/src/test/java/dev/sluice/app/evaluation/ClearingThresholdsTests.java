package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.OrdinaryTask;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.ScoredClassification;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClearingThresholdsTests {
    private static final SourceKey LETTERS = new SourceKey("pii", "letters", "en");
    private static final SourceKey NOTICES = new SourceKey("clean", "notices", "en");
    private static final DocumentText ORDINARY = DocumentText.of("The lifts are out of service on Monday morning.");
    private static final PolicyEngine POLICY = new PolicyEngine(PolicyBundle.installedDefault(), Clock.systemUTC());
    private static final Classifier CLASSIFIER = Classifier.standard();

    @Test
    void theScoreIsThatOfTheTypeThatFirstHolds() {
        assertThat(score(Set.of(), Map.of(FindingType.PERSON, 0.3, FindingType.USERNAME, 0.2)))
                .isEqualTo(0.3);
        // A place alone identifies nobody; beside health context it does.
        assertThat(score(Set.of(), Map.of(FindingType.LOCATION, 0.8, FindingType.PERSON, 0.1)))
                .isEqualTo(0.1);
        assertThat(score(Set.of(FindingType.HEALTH), Map.of(FindingType.LOCATION, 0.8, FindingType.PERSON, 0.1)))
                .isEqualTo(0.8);
        assertThat(score(Set.of(), Map.of(FindingType.LOCATION, 0.8))).isEqualTo(HoldingScore.NEVER);
        assertThat(score(Set.of(FindingType.EMAIL), Map.of(FindingType.PERSON, 0.3)))
                .isEqualTo(HoldingScore.ALWAYS);
    }

    @Test
    void whatWasNotReadWholeIsHeldWhateverTheScores() {
        DocumentText blank = DocumentText.of(" ");
        ScoredClassification degraded = CLASSIFIER.classifyWithScores(blank, OrdinaryTask.scope());
        assertThat(HoldingScore.of(degraded, blank, POLICY)).isEqualTo(HoldingScore.ALWAYS);
    }

    @Test
    void theScoreAgreesWithWhatIsDecidedAtTheModelsThresholds() {
        for (String text : List.of(
                "Whisk the eggs and fold in the flour.",
                "We walked back with Oluwaseun Adekanbi and talked about the roof.",
                "Metformin lowers the glucose that the liver releases.",
                "write to jane.doe@example.com")) {
            DocumentText document = DocumentText.of(text);
            ScoredClassification scored = CLASSIFIER.classifyWithScores(document, OrdinaryTask.scope());
            boolean cleared = OrdinaryTask.decide(POLICY, document, true, true, scored.classification())
                    .cleared();
            double score = HoldingScore.of(scored, document, POLICY);
            assertThat(score < 0.9).as(text).isEqualTo(cleared);
        }
    }

    @Test
    void aHalfFollowsFromTheIdAlone() {
        // SHA-256 of "a" begins with ca, of "b" with 3e, of "e" with 3f.
        assertThat(Half.of("a")).isEqualTo(Half.CALIBRATION);
        assertThat(Half.of("b")).isEqualTo(Half.CALIBRATION);
        assertThat(Half.of("e")).isEqualTo(Half.TEST);
    }

    @Test
    void theThresholdIsOfTheOneHalfAndLookedAtOnTheOther() {
        ClearingThresholds thresholds = new ClearingThresholds(new LeakTarget(0.05, 0.95));
        ids(Half.CALIBRATION, 100).forEach(id -> thresholds.add(sensitive(id, 0.6, false)));
        // However bad the other half is, the choice does not know it.
        ids(Half.TEST, 10).forEach(id -> thresholds.add(sensitive(id, 0.1, true)));
        ids(Half.TEST, 8).forEach(id -> thresholds.add(clean(id, id.hashCode() % 2 == 0 ? 0.7 : 0.5)));
        ids(Half.CALIBRATION, 5).forEach(id -> thresholds.add(clean(id, 0.99)));
        long held = ids(Half.TEST, 8).filter(id -> id.hashCode() % 2 == 0).count();
        assertThat(thresholds.threshold()).hasValue(0.6);
        assertThat(thresholds.json())
                .containsEntry("threshold", 0.6)
                .containsEntry("calibration", new Share(0, 100).json("leaked"))
                .containsEntry("test", new Share(10, 10).json("leaked"))
                .containsEntry("clean", new Share(held, 8).json("held"));
        assertThat(thresholds.json().get("ownThresholds").toString()).contains("leaked=10", "leaked=0");
        assertThat(thresholds.sentences().getFirst()).contains("0.6", "0 of 100", "10 of 10", held + " of 8");
        assertThat(thresholds.choices().stream().map(choice -> choice.get("leakRate")))
                .containsExactly(0.005, 0.01, 0.02, 0.03, 0.05, 0.1);
    }

    @Test
    void whereNothingIsProvedTheReasonSaysHowManyItTakes() {
        ClearingThresholds thresholds = new ClearingThresholds(new LeakTarget(0.02, 0.95));
        ids(Half.CALIBRATION, 100).forEach(id -> thresholds.add(sensitive(id, 0.6, false)));
        assertThat(thresholds.threshold()).isEmpty();
        assertThat(thresholds.json())
                .containsEntry("threshold", null)
                .containsEntry(
                        "reason", "expected at least 149 sensitive documents in the calibration half, found 100");
        ids(Half.CALIBRATION, 400).skip(100).forEach(id -> thresholds.add(sensitive(id, HoldingScore.NEVER, true)));
        assertThat(thresholds.json())
                .containsEntry("reason", "too many of the calibration half leak at every threshold");
    }

    @Test
    void aSourcePutTogetherOfOthersIsOneThatTheModelKnowsIfAnyPartIs() {
        TrainedSources trained = new TrainedSources(Set.of("a/b", "c/d:e"));
        for (String known : List.of("a/b", "x/y + a/b", "c/d:e + x/y")) {
            assertThat(trained.include(new SourceKey("needle", known, "en")))
                    .as(known)
                    .isTrue();
        }
        for (String unseen : List.of("a/b2", "c/d", "x/y + c/d", "a/b+x/y")) {
            assertThat(trained.include(new SourceKey("needle", unseen, "en")))
                    .as(unseen)
                    .isFalse();
        }
    }

    private static double score(Set<FindingType> others, Map<FindingType, Double> scores) {
        return HoldingScore.of(
                new ScoredClassification(CLASSIFIER.classify(ORDINARY), others, scores), ORDINARY, POLICY);
    }

    private static Stream<String> ids(Half half, int many) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(Integer::toString)
                .filter(id -> Half.of(id) == half)
                .limit(many);
    }

    private static Assessment.Assessed sensitive(String id, double score, boolean cleared) {
        return document(LETTERS, id, Expectation.SENSITIVE, score, cleared);
    }

    private static Assessment.Assessed clean(String id, double score) {
        return document(NOTICES, id, Expectation.CLEAN, score, true);
    }

    private static Assessment.Assessed document(
            SourceKey key, String id, Expectation expectation, double score, boolean cleared) {
        return new Assessment.Assessed(
                key,
                id,
                new LabelQuality(""),
                expectation,
                10,
                1,
                cleared,
                score,
                Set.of(),
                List.of(),
                new SpanMatches(List.of(), List.of()));
    }
}
