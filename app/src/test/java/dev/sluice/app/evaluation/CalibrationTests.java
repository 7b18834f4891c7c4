package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

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
