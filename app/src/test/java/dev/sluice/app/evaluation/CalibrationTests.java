package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTests {
    @Test
    void theExpectedErrorIsTheWeightedDistanceOfTheBins() {
        Calibration calibration = new Calibration();
        // 0.6 to 0.7: mean confidence 0.65, half of two right. 0.9 to 1: mean 0.95, all of two right.
        calibration.add(0.62, true);
        calibration.add(0.68, false);
        calibration.add(0.9, true);
        calibration.add(1.0, true);
        assertThat(calibration.expectedError()).isEqualTo(0.1); // (2 * 0.15 + 2 * 0.05) / 4
        assertThat(calibration.rows()).hasSize(2);
        assertThat(calibration.rows().getFirst())
                .containsEntry("from", 0.6)
                .containsEntry("to", 0.7)
                .containsEntry("findings", 2L)
                .containsEntry("meanConfidence", 0.65)
                .containsEntry("overlapping", 0.5);
        assertThat(calibration.rows().getLast())
                .containsEntry("findings", 2L)
                .containsEntry("meanConfidence", 0.95)
                .containsEntry("overlapping", 1.0);
    }

    @Test
    void eachRecognizerAndTypeIsCalibratedByItselfAndSoIsWhatTheModelWasTrainedOn() {
        SpanMatches matches = SpanMatches.of(
                List.of(new GoldSpan(0, 5, "PERSON")),
                List.of(
                        SpanScoresTests.finding(0, 5, FindingType.PERSON),
                        SpanScoresTests.finding(10, 15, FindingType.PERSON),
                        SpanScoresTests.finding(20, 25, FindingType.EMAIL)));
        Reliability reliability = new Reliability();
        reliability.add(matches, new LabelQuality("gold-manual"), false);
        reliability.add(matches, new LabelQuality("gold-manual"), true);
        reliability.add(matches, new LabelQuality("auto-structure"), false);
        assertThat(reliability.rows().stream()
                        .map(row -> row.get("tier") + " " + row.get("recognizer") + " " + row.get("type") + " "
                                + row.get("trainedOn") + " " + row.get("findings") + " " + row.get("expectedError")))
                .containsExactly(
                        "1 test PERSON false 2 0.3",
                        "1 test PERSON true 2 0.3",
                        "1 test EMAIL false 1 0.8",
                        "1 test EMAIL true 1 0.8");
        assertThat(reliability.rows().getFirst().get("bins")).asString().contains("onLabels=1", "from=0.8");
        assertThat(reliability.cells().getFirst()).hasSize(16).contains("1 of 2");
    }

    @Test
    void sumsAreThoseOfAllFindings() {
        Calibration one = new Calibration();
        one.add(0.85, false);
        Calibration other = new Calibration();
        other.add(0.85, true);
        one.add(other);
        assertThat(one.expectedError()).isEqualTo(0.35);
    }

    @Test
    void withoutFindingsThereIsNoError() {
        assertThat(new Calibration().expectedError()).isNull();
        assertThat(new Calibration().rows()).isEmpty();
    }
}
