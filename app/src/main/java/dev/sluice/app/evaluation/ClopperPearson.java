package dev.sluice.app.evaluation;

/**
 * Exact one-sided confidence bound for a rate of which {@code k} of {@code n} were seen.
 *
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson, Biometrika 26 (1934)</a>
 */
final class ClopperPearson {
    /** Of the bounds that stand beside every rate. */
    static final double CONFIDENCE = 0.95;

    private static final int MAX_STEPS = 100_000;
    private static final double TINY = 1e-300;

    private ClopperPearson() {}

    /**
     * The largest rate that {@code k} of {@code n} does not rule out with 95 % confidence, 0 to 1; 1 where {@code n} is 0.
     *
     * @throws IllegalArgumentException unless 0 &lt;= k &lt;= n
     */
    static double upperBound(long k, long n) {
        return upperBound(k, n, CONFIDENCE);
    }

    /**
     * The largest rate that {@code k} of {@code n} does not rule out with this confidence, 0 to 1; 1 where {@code n} is 0.
     *
     * @param confidence over 0 and below 1
     * @throws IllegalArgumentException unless 0 &lt;= k &lt;= n
     */
    static double upperBound(long k, long n, double confidence) {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException("Clopper-Pearson: expected 0 <= k <= n, found " + k + " of " + n);
        }
        if (k == n) {
            return 1;
        }
        // The bound is that quantile of Beta(k + 1, n - k); its distribution function grows, so bisection finds it.
        double low = (double) k / n;
        double high = 1;
        while (high - low > 1e-15 * high) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (incompleteBeta(k + 1.0, (double) n - k, middle) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Regularised incomplete beta function I_x(a, b), DLMF 8.17.22, by the modified method of Lentz. */
    static double incompleteBeta(double a, double b, double x) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / apart(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MAX_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / apart(1 + even * d);
            c = apart(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / apart(1 + odd * d);
            c = apart(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                return value;
            }
        }
        return value;
    }

    private static double apart(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series (DLMF 5.11.1) above 10, reached by the recurrence; at least 13 digits. */
    private static double logGamma(double z) {
        double shift = 0;
        double x = z;
        while (x < 10) {
            shift -= Math.log(x);
            x++;
        }
        double s = 1 / (x * x);
        double series = (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188))))) / x;
        return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
    }
}
