package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RiskControlTests {
    private static final LeakTarget FIVE_PERCENT = new LeakTarget(0.05, 0.95);

    @Test
    void asManyMayLeakAsTheExactBoundAllows() {
        // 0 of 100 bounds the rate at 2.95 %, 1 at 4.66 %, 2 at 6.16 %: one may leak, so the second lowest score is it.
        double[] scores = DoubleStream.concat(
                        DoubleStream.of(0.7, 0.2, 0.4),
                        DoubleStream.generate(() -> HoldingScore.ALWAYS).limit(97))
                .toArray();
        assertThat(RiskControl.threshold(scores, FIVE_PERCENT)).hasValue(0.4);
        assertThat(RiskControl.leaked(scores, 0.4)).isEqualTo(1);
        assertThat(RiskControl.leaked(scores, 0.41)).isEqualTo(2);
    }

    @Test
    void equalScoresLeakTogetherOrNotAtAll() {
        double[] scores = DoubleStream.concat(
                        DoubleStream.of(0.3, 0.3, 0.3),
                        DoubleStream.generate(() -> 0.9).limit(97))
                .toArray();
        assertThat(RiskControl.threshold(scores, FIVE_PERCENT)).hasValue(0.3);
        assertThat(RiskControl.leaked(scores, 0.3)).isZero();
    }

    @Test
    void whereOthersHoldAllTheThresholdIsOne() {
        double[] scores =
                DoubleStream.generate(() -> HoldingScore.ALWAYS).limit(59).toArray();
        assertThat(RiskControl.threshold(scores, FIVE_PERCENT)).hasValue(1);
    }

    @Test
    void tooFewDocumentsProveNothing() {
        assertThat(RiskControl.fewest(FIVE_PERCENT)).isEqualTo(59);
        double[] scores = DoubleStream.generate(() -> 0.9).limit(58).toArray();
        assertThat(RiskControl.threshold(scores, FIVE_PERCENT)).isEmpty();
        assertThat(RiskControl.threshold(new double[0], FIVE_PERCENT)).isEmpty();
    }

    @Test
    void whereTooManyAreSeenByNothingThereIsNoThreshold() {
        double[] scores = DoubleStream.concat(
                        DoubleStream.generate(() -> HoldingScore.NEVER).limit(2),
                        DoubleStream.generate(() -> 0.9).limit(98))
                .toArray();
        assertThat(RiskControl.threshold(scores, FIVE_PERCENT)).isEmpty();
    }

    @Test
    void aThresholdIsNeverRoundedUp() {
        double[] scores = DoubleStream.generate(() -> 0.12345678901).limit(100).toArray();
        assertThat(RiskControl.threshold(scores, FIVE_PERCENT)).hasValue(0.123456);
        assertThat(RiskControl.leaked(scores, 0.123456)).isZero();
    }

    /** Scores of a known distribution, P(score < t) = t²: of many calibrations at most one in ten may break the bound. */
    @Test
    void theTrueLeakRateIsBoundedAsOftenAsIsSaid() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        LeakTarget target = new LeakTarget(0.1, 0.9);
        int calibrations = 4_000;
        long broken = IntStream.range(0, calibrations)
                .filter(i -> {
                    double[] scores = random.doubles(200).map(Math::sqrt).toArray();
                    OptionalDouble threshold = RiskControl.threshold(scores, target);
                    return threshold.isPresent() && threshold.getAsDouble() * threshold.getAsDouble() > 0.1;
                })
                .count();
        // A tenth is 400; six standard deviations more are 514.
        assertThat(broken).as("seed %d", seed).isBetween(1L, 514L);
    }

    @Test
    void aThresholdIsNeverLowerForALargerLeakRate() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            double[] scores = random.doubles(400).toArray();
            double[] thresholds = DoubleStream.of(0.01, 0.02, 0.05, 0.1, 0.3)
                    .map(rate -> RiskControl.threshold(scores, new LeakTarget(rate, 0.95))
                            .orElse(0))
                    .toArray();
            double[] sorted = thresholds.clone();
            Arrays.sort(sorted);
            assertThat(thresholds).as("seed %d, round %d", seed, round).isEqualTo(sorted);
        }
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double wrong : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> new LeakTarget(wrong, 0.95)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new LeakTarget(0.05, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
