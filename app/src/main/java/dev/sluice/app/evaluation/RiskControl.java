package dev.sluice.app.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Chooses the highest clearing threshold whose leak rate is bounded with a stated confidence, from the holding scores of
 * sensitive documents: a document leaks at a threshold above its score.
 *
 * <p>The bound is exact and holds for any number of documents and any distribution of scores, for documents drawn as these
 * were. The leak rate never falls as the threshold rises, so that the highest threshold whose Clopper-Pearson bound stays
 * below the target keeps the confidence without a correction for having looked at many (Bates and others, theorem 1).
 * Conformal risk control (Angelopoulos and others) would allow a slightly higher threshold, but bounds the leak rate in
 * the mean over calibrations only: nothing could be said of the one calibration that a model ships with.
 *
 * @see <a href="https://doi.org/10.1145/3478535">Bates and others 2021: distribution-free, risk-controlling prediction
 *     sets</a>
 * @see <a href="https://arxiv.org/abs/2208.02814">Angelopoulos and others 2022: conformal risk control</a>
 */
final class RiskControl {
    /** Thresholds have six decimals and are rounded down, so that they hold no less. */
    private static final double SHOWN = 1e6;

    private RiskControl() {}

    /**
     * The highest threshold, over 0 and at most 1, that keeps the target; empty if these documents prove none, because they
     * are too few or too many of them leak at any.
     *
     * @param scores holding scores of the calibration's sensitive documents
     */
    static OptionalDouble threshold(double[] scores, LeakTarget target) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int allowed = allowed(sorted.length, target);
        if (allowed < 0) {
            return OptionalDouble.empty();
        }
        // No more than `allowed` scores are below the next one, whatever stands on equal terms with it.
        double next = allowed < sorted.length ? Math.min(1, sorted[allowed]) : 1;
        double threshold = Math.floor(next * SHOWN) / SHOWN;
        return threshold > 0 ? OptionalDouble.of(threshold) : OptionalDouble.empty();
    }

    /** How many of these leak at a threshold. */
    static long leaked(double[] scores, double threshold) {
        return Arrays.stream(scores).filter(score -> score < threshold).count();
    }

    /** The fewest documents that can prove the target, if none of them leaks. */
    static long fewest(LeakTarget target) {
        return (long) Math.ceil(Math.log1p(-target.confidence()) / Math.log1p(-target.leakRate()));
    }

    /** How many of so many documents may leak; -1 if even none proves nothing. */
    private static int allowed(int documents, LeakTarget target) {
        int low = -1;
        int high = documents;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (ClopperPearson.upperBound(middle, documents, target.confidence()) <= target.leakRate()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
