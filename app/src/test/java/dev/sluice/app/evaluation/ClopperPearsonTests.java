package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTests {
    /** Upper ends of the 90 % two-sided interval, which are 95 % one-sided bounds, from published tables. */
    @ParameterizedTest
    @CsvSource({"0, 10, 0.2589", "1, 10, 0.3942", "2, 10, 0.5069", "5, 10, 0.7776", "0, 20, 0.1391", "1, 20, 0.2161"})
    void agreesWithPublishedTables(long k, long n, double bound) {
        assertThat(ClopperPearson.upperBound(k, n)).isCloseTo(bound, within(5e-5));
    }

    @Test
    void withoutAHitItHasAClosedForm() {
        for (long n : new long[] {1, 2, 30, 299, 10_000, 1_000_000}) {
            double exact = -Math.expm1(Math.log(0.05) / n);
            assertThat(ClopperPearson.upperBound(0, n)).isCloseTo(exact, within(1e-10 * exact));
        }
    }

    @Test
    void atTheBoundSoFewHitsHaveAChanceOfFivePercent() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int n = 1 + random.nextInt(2_000);
            int k = random.nextInt(n);
            double bound = ClopperPearson.upperBound(k, n);
            assertThat(atMost(k, n, bound)).as("%d of %d, seed %d", k, n, seed).isCloseTo(0.05, within(1e-8));
        }
    }

    @Test
    void nothingSeenOrEverythingHitBoundsNothing() {
        assertThat(ClopperPearson.upperBound(0, 0)).isEqualTo(1);
        assertThat(ClopperPearson.upperBound(7, 7)).isEqualTo(1);
    }

    @Test
    void moreHitsThanThereAreAreRefused() {
        assertThatThrownBy(() -> ClopperPearson.upperBound(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClopperPearson.upperBound(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** P(X <= k) of a binomial distribution, summed term by term. */
    private static double atMost(int k, int n, double p) {
        double logTerm = n * Math.log1p(-p);
        double sum = Math.exp(logTerm);
        for (int i = 1; i <= k; i++) {
            logTerm += Math.log((double) (n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
