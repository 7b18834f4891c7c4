package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether confidences mean what they say: ten bins of equal width, and in each how many findings overlap a labelled span
 * against how many should.
 *
 * @see <a href="https://proceedings.mlr.press/v70/guo17a.html">Guo et al. 2017: expected calibration error</a>
 */
final class Calibration {
    static final int BINS = 10;

    private final long[] findings = new long[BINS];
    private final long[] overlapping = new long[BINS];
    private final double[] confidence = new double[BINS];

    /** Adds one document if its labels allow precision. */
    void add(SpanMatches matches, LabelQuality quality) {
        if (quality.allowsPrecision()) {
            for (SpanMatches.Found found : matches.found()) {
                if (SpanScores.isJudged(found)) {
                    add(found.confidence(), found.onGold());
                }
            }
        }
    }

    /** @param sure greater than 0, at most 1; a bin has its lower border and not its upper, but the last has both */
    void add(double sure, boolean onGold) {
        int bin = Math.min(BINS - 1, (int) (sure * BINS));
        findings[bin]++;
        confidence[bin] += sure;
        overlapping[bin] += onGold ? 1 : 0;
    }

    void add(Calibration other) {
        for (int bin = 0; bin < BINS; bin++) {
            findings[bin] += other.findings[bin];
            confidence[bin] += other.confidence[bin];
            overlapping[bin] += other.overlapping[bin];
        }
    }

    /** How many findings there are. */
    long findings() {
        return LongStream.of(findings).sum();
    }

    /** Mean distance between confidence and share right, weighted by findings; null without findings. */
    @Nullable
    Double expectedError() {
        long total = findings();
        double distance = 0;
        for (int bin = 0; bin < BINS; bin++) {
            distance += Math.abs(overlapping[bin] - confidence[bin]);
        }
        return total == 0 ? null : Rates.rounded(distance / total);
    }

    /** Each bin, as so many findings on a label of so many; blank where it holds none. */
    List<String> cells() {
        return IntStream.range(0, BINS)
                .mapToObj(bin -> findings[bin] == 0 ? "" : overlapping[bin] + " of " + findings[bin])
                .toList();
    }

    /** The bins that hold findings. */
    List<SequencedMap<String, Object>> rows() {
        List<SequencedMap<String, Object>> rows = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (findings[bin] > 0) {
                SequencedMap<String, Object> row = new LinkedHashMap<>();
                row.put("from", (double) bin / BINS);
                row.put("to", (double) (bin + 1) / BINS);
                row.put("findings", findings[bin]);
                row.put("meanConfidence", Rates.rounded(confidence[bin] / findings[bin]));
                row.put("onLabels", overlapping[bin]);
                row.put("overlapping", Rates.rounded((double) overlapping[bin] / findings[bin]));
                rows.add(row);
            }
        }
        return rows;
    }
}
