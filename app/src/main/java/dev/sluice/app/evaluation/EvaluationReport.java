package dev.sluice.app.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of one run, source by source and never pooled. Sources are ordered by corpus, source and language. */
public final class EvaluationReport {
    /** The version of the JSON form. */
    private static final int FORM = 1;

    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private final List<SourceTally> sources;
    private final long unusable;
    private final String bundle;
    private final String bundleDigest;
    private final String detectorsDigest;
    private final long wallNanos;
    private final int threads;

    EvaluationReport(
            List<SourceTally> sources,
            long unusable,
            String bundle,
            String bundleDigest,
            String detectorsDigest,
            long wallNanos,
            int threads) {
        this.sources = sources;
        this.unusable = unusable;
        this.bundle = bundle;
        this.bundleDigest = bundleDigest;
        this.detectorsDigest = detectorsDigest;
        this.wallNanos = wallNanos;
        this.threads = threads;
    }

    /** The whole report as JSON: {@code report.json}, and what {@code --against} reads. */
    public SequencedMap<String, Object> json() {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("form", FORM);
        json.put("bundle", bundle);
        json.put("bundleDigest", bundleDigest);
        json.put("detectorsDigest", detectorsDigest);
        json.put("documents", documents());
        json.put("unknownTypes", unknownTypes());
        json.put("throughput", throughput());
        json.put("sources", sources.stream().map(EvaluationReport::json).toList());
        return json;
    }

    /** One object for each source, as they stand in {@link #json()}. */
    public List<SequencedMap<String, Object>> lines() {
        return sources.stream().map(EvaluationReport::json).toList();
    }

    /** One flat row for each source. */
    public List<SequencedMap<String, Object>> rows() {
        return sources.stream().map(EvaluationReport::row).toList();
    }

    /** One row for each leaked or over-blocked document that is named. */
    public List<SequencedMap<String, Object>> wrongDocuments() {
        return sources.stream()
                .flatMap(source -> source.worst().rows().stream()
                        .filter(row -> !WorstDocuments.Why.SPANS.name().equals(row.get("why")))
                        .map(row -> wrongDocument(source.key(), row)))
                .toList();
    }

    /** Labels that nobody knows the meaning of, with their numbers. */
    public SortedMap<String, Long> unknownTypes() {
        SortedMap<String, Long> unknown = new TreeMap<>();
        sources.forEach(source -> source.unknown().forEach((type, count) -> unknown.merge(type, count, Long::sum)));
        return unknown;
    }

    /** The counts that the last line on standard error has. */
    public String counts() {
        return String.format(Locale.ROOT, "%d documents, %s", documents(), counts(rates().values(), unusable));
    }

    /** Lines that were no documents. */
    public long unusable() {
        return unusable;
    }

    /** The report for a reader. */
    public String markdown() {
        return new MarkdownReport(this).text();
    }

    static String counts(Collection<SourceRates> rates, long unusable) {
        return String.format(
                Locale.ROOT,
                "%d of %d sensitive leaked, %d of %d clean over-blocked, %d lines unusable",
                rates.stream().mapToLong(SourceRates::leaked).sum(),
                rates.stream().mapToLong(SourceRates::sensitive).sum(),
                rates.stream().mapToLong(SourceRates::overBlocked).sum(),
                rates.stream().mapToLong(SourceRates::clean).sum(),
                unusable);
    }

    SortedMap<SourceKey, SourceRates> rates() {
        SortedMap<SourceKey, SourceRates> rates = new TreeMap<>();
        sources.forEach(source -> rates.put(source.key(), source.rates()));
        return rates;
    }

    List<SourceTally> sources() {
        return sources;
    }

    String bundle() {
        return bundle;
    }

    String bundleDigest() {
        return bundleDigest;
    }

    String detectorsDigest() {
        return detectorsDigest;
    }

    long documents() {
        return sources.stream().mapToLong(SourceTally::documents).sum();
    }

    SequencedMap<String, Object> throughput() {
        long bytes = sources.stream().mapToLong(SourceTally::bytes).sum();
        double cpu = sources.stream().mapToLong(SourceTally::cpuNanos).sum() / NANOS;
        double wall = wallNanos / NANOS;
        SequencedMap<String, Object> throughput = new LinkedHashMap<>();
        throughput.put("bytes", bytes);
        throughput.put("threads", threads);
        throughput.put("wallSeconds", shown(wall));
        throughput.put("megabytesPerSecond", shown(wall > 0 ? bytes / MEGABYTE / wall : 0));
        throughput.put("documentsPerSecond", shown(wall > 0 ? documents() / wall : 0));
        throughput.put("cpuSeconds", shown(cpu));
        throughput.put("megabytesPerCpuSecond", shown(cpu > 0 ? bytes / MEGABYTE / cpu : 0));
        throughput.put("documentsPerCpuSecond", shown(cpu > 0 ? documents() / cpu : 0));
        return throughput;
    }

    private static SequencedMap<String, Object> json(SourceTally source) {
        SourceRates rates = source.rates();
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("corpus", source.key().corpus());
        json.put("source", source.key().source());
        json.put("lang", source.key().language());
        json.put("documents", source.documents());
        if (rates.sensitive() > 0) {
            json.put("sensitive", rated("leaked", rates.leaked(), rates.sensitive()));
        }
        if (rates.clean() > 0) {
            json.put("clean", rated("overBlocked", rates.overBlocked(), rates.clean()));
        }
        if (source.apart() > 0) {
            SequencedMap<String, Object> apart = new LinkedHashMap<>();
            apart.put("documents", source.apart());
            apart.put("held", source.apartHeld());
            json.put("apart", apart);
        }
        json.put("degraded", source.degraded());
        json.put("labelQuality", source.qualities());
        json.put("spans", source.scores().rows());
        json.put("notSought", source.notSought());
        json.put("unknownTypes", source.unknown());
        json.put("confusion", source.confusion().rows());
        SequencedMap<String, Object> calibration = new LinkedHashMap<>();
        calibration.put("expectedError", source.calibration().expectedError());
        calibration.put("bins", source.calibration().rows());
        json.put("calibration", calibration);
        json.put("bytes", source.bytes());
        json.put("megabytesPerCpuSecond", shown(source.megabytesPerCpuSecond()));
        json.put("worst", source.worst().rows());
        return json;
    }

    private static SequencedMap<String, Object> rated(String what, long k, long n) {
        SequencedMap<String, Object> rated = new LinkedHashMap<>();
        rated.put("documents", n);
        rated.put(what, k);
        rated.put("rate", Rates.of(k, n));
        rated.put("bound95", Rates.roundedUp(ClopperPearson.upperBound(k, n)));
        return rated;
    }

    private static SequencedMap<String, Object> row(SourceTally source) {
        SourceRates rates = source.rates();
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("corpus", source.key().corpus());
        row.put("source", source.key().source());
        row.put("lang", source.key().language());
        row.put("documents", source.documents());
        row.put("leaked", rates.sensitive() == 0 ? null : rates.leaked());
        row.put("leakBound", bound(rates.leaked(), rates.sensitive()));
        row.put("overBlocked", rates.clean() == 0 ? null : rates.overBlocked());
        row.put("blockBound", bound(rates.overBlocked(), rates.clean()));
        row.put("apartHeld", source.apart() == 0 ? null : source.apartHeld());
        row.put("recall", source.scores().directRecall());
        row.put("precision", source.scores().directPrecision());
        row.put("calibration", source.calibration().expectedError());
        row.put("mbPerSecond", shown(source.megabytesPerCpuSecond()));
        row.put("degraded", source.degraded());
        return row;
    }

    private static @Nullable Double bound(long k, long n) {
        return n == 0 ? null : Rates.roundedUp(ClopperPearson.upperBound(k, n));
    }

    private static SequencedMap<String, Object> wrongDocument(SourceKey key, SequencedMap<String, Object> row) {
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        named.put("corpus", key.corpus());
        named.put("id", row.get("id"));
        named.put("why", row.get("why"));
        named.put("types", row.get("types"));
        named.put("degraded", row.get("degraded"));
        return named;
    }

    private static double shown(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
