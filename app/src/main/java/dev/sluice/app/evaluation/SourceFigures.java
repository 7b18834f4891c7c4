package dev.sluice.app.evaluation;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedMap;

/**
 * What was counted of one source in one language.
 *
 * @param trainedOn whether the model learned from it, so that its figures prove nothing
 * @param apartHeld how many of the documents that count neither way were held
 * @param degraded documents by reason, one that has two under both
 * @param qualities documents by quality of their labels
 * @param notSought labels of what is no identifier, with their numbers
 * @param unknown labels that nobody knows the meaning of, with their numbers
 * @param bytes length of the texts in UTF-8
 * @param cpuNanos processor time of classification and decision
 */
record SourceFigures(
        SourceKey key,
        boolean trainedOn,
        SourceRates rates,
        long apartHeld,
        SequencedMap<String, Long> degraded,
        SortedMap<String, Long> qualities,
        SpanScores scores,
        Confusion confusion,
        Calibration calibration,
        WorstDocuments worst,
        SortedMap<String, Long> notSought,
        SortedMap<String, Long> unknown,
        long bytes,
        long cpuNanos) {
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    /** Megabytes (10⁶ bytes of UTF-8) a second of processor time. */
    double megabytesPerCpuSecond() {
        return cpuNanos == 0 ? 0 : Rates.shown(bytes / MEGABYTE / (cpuNanos / NANOS));
    }

    /** As it stands among the {@code sources} of a report. */
    SequencedMap<String, Object> json() {
        SequencedMap<String, Object> json = named();
        json.put("documents", rates.documents());
        if (rates.sensitive() > 0) {
            json.put("sensitive", rates.leaks().json("leaked"));
        }
        if (rates.clean() > 0) {
            json.put("clean", rates.overBlocks().json("overBlocked"));
        }
        if (rates.apart() > 0) {
            SequencedMap<String, Object> apart = new LinkedHashMap<>();
            apart.put("documents", rates.apart());
            apart.put("held", apartHeld);
            json.put("apart", apart);
        }
        json.put("degradedDocuments", rates.degraded());
        json.put("degraded", degraded);
        json.put("labelQuality", qualities);
        json.put("spans", scores.rows());
        json.put("notSought", notSought);
        json.put("unknownTypes", unknown);
        json.put("confusion", confusion.rows());
        SequencedMap<String, Object> calibrated = new LinkedHashMap<>();
        calibrated.put("expectedError", calibration.expectedError());
        calibrated.put("bins", calibration.rows());
        json.put("calibration", calibrated);
        json.put("bytes", bytes);
        json.put("megabytesPerCpuSecond", megabytesPerCpuSecond());
        json.put("worst", worst.rows());
        return json;
    }

    /** The figures that fit into a row of a table. */
    SequencedMap<String, Object> row() {
        SequencedMap<String, Object> row = named();
        row.put("documents", rates.documents());
        row.put("leaked", rates.sensitive() == 0 ? null : rates.leaked());
        row.put("leakBound", rates.leaks().bound());
        row.put("overBlocked", rates.clean() == 0 ? null : rates.overBlocked());
        row.put("blockBound", rates.overBlocks().bound());
        row.put("apartHeld", rates.apart() == 0 ? null : apartHeld);
        row.put("recall", scores.directRecall());
        row.put("precision", scores.directPrecision());
        row.put("calibration", calibration.expectedError());
        row.put("mbPerSecond", megabytesPerCpuSecond());
        row.put("degraded", degraded);
        return row;
    }

    private SequencedMap<String, Object> named() {
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        named.put("corpus", key.corpus());
        named.put("source", key.source());
        named.put("lang", key.language());
        named.put("trainedOn", trainedOn);
        return named;
    }
}
