package dev.sluice.app.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The figures of one run, source by source and never pooled. Sources are ordered by corpus, source and language. */
public final class EvaluationReport {
    /** The version of the JSON form. */
    static final int FORM = 2;

    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private final RunConditions conditions;
    private final List<SourceFigures> sources;
    private final long unusable;
    private final Reliability reliability;
    private final Optional<ClearingThresholds> thresholds;

    EvaluationReport(
            RunConditions conditions,
            List<SourceFigures> sources,
            long unusable,
            Reliability reliability,
            Optional<ClearingThresholds> thresholds) {
        this.conditions = conditions;
        this.sources = List.copyOf(sources);
        this.unusable = unusable;
        this.reliability = reliability;
        this.thresholds = thresholds;
    }

    /** The whole report as JSON: {@code report.json}, and what {@code --against} reads. */
    public SequencedMap<String, Object> json() {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("form", FORM);
        json.put("bundle", conditions.bundle());
        json.put("bundleDigest", conditions.bundleDigest());
        json.put("detectorsDigest", conditions.detectorsDigest());
        json.put("modelSha256", conditions.modelSha256());
        json.put("words", conditions.words());
        json.put("documents", documents());
        json.put("unseen", unseen());
        json.put("unknownTypes", unknownTypes());
        json.put("throughput", throughput());
        thresholds.ifPresent(chosen -> json.put("clearing", chosen.json()));
        json.put("reliability", reliability.rows());
        json.put("sources", lines());
        return json;
    }

    /**
     * What {@code --calibrate} chose, with the model that it was chosen for: {@code calibration.json}. Empty without
     * {@code --calibrate}.
     */
    public Optional<SequencedMap<String, Object>> calibrationJson() {
        return thresholds.map(chosen -> {
            SequencedMap<String, Object> json = new LinkedHashMap<>();
            json.put("modelSha256", conditions.modelSha256());
            json.put("detectorsDigest", conditions.detectorsDigest());
            json.put("bundleDigest", conditions.bundleDigest());
            json.putAll(chosen.json());
            return json;
        });
    }

    /** Whether {@code --calibrate} was asked for and no threshold keeps what it asks. */
    public boolean lacksThreshold() {
        return thresholds.isPresent() && thresholds.orElseThrow().threshold().isEmpty();
    }

    /** What {@code --calibrate} chose, in sentences. */
    public List<String> calibrationSentences() {
        return thresholds.map(ClearingThresholds::sentences).orElse(List.of());
    }

    /** One object for each source, as they stand in {@link #json()}. */
    public List<SequencedMap<String, Object>> lines() {
        return sources.stream().map(SourceFigures::json).toList();
    }

    /** One flat row for each source. */
    public List<SequencedMap<String, Object>> rows() {
        return sources.stream().map(SourceFigures::row).toList();
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

    /** What counts most, in a sentence: the sources that the model did not learn from. */
    public String headline() {
        return "sources that the model was not trained on: " + counts(unseenRates());
    }

    /** The counts that the last line on standard error has. */
    public String counts() {
        return String.format(Locale.ROOT, "%d documents, %s", documents(), counts(rates().values(), unusable));
    }

    /** The report for a reader. */
    public String markdown() {
        return new MarkdownReport(this).text();
    }

    static String counts(Collection<SourceRates> rates, long unusable) {
        return counts(rates) + ", " + unusable + " lines unusable";
    }

    private static String counts(Collection<SourceRates> rates) {
        return SourceRates.leaks(rates) + " sensitive leaked, " + SourceRates.overBlocks(rates) + " clean over-blocked";
    }

    SortedMap<SourceKey, SourceRates> rates() {
        SortedMap<SourceKey, SourceRates> rates = new TreeMap<>();
        sources.forEach(source -> rates.put(source.key(), source.rates()));
        return rates;
    }

    RunConditions conditions() {
        return conditions;
    }

    List<SourceFigures> sources() {
        return sources;
    }

    Reliability reliability() {
        return reliability;
    }

    Optional<ClearingThresholds> thresholds() {
        return thresholds;
    }

    long documents() {
        return sources.stream().mapToLong(source -> source.rates().documents()).sum();
    }

    SequencedMap<String, Object> throughput() {
        long bytes = sources.stream().mapToLong(SourceFigures::bytes).sum();
        double cpu = sources.stream().mapToLong(SourceFigures::cpuNanos).sum() / NANOS;
        double wall = conditions.wallNanos() / NANOS;
        SequencedMap<String, Object> throughput = new LinkedHashMap<>();
        throughput.put("bytes", bytes);
        throughput.put("threads", conditions.threads());
        throughput.put("wallSeconds", Rates.shown(wall));
        throughput.put("megabytesPerSecond", pace(bytes / MEGABYTE, wall));
        throughput.put("documentsPerSecond", pace((double) documents(), wall));
        throughput.put("cpuSeconds", Rates.shown(cpu));
        throughput.put("megabytesPerCpuSecond", pace(bytes / MEGABYTE, cpu));
        throughput.put("documentsPerCpuSecond", pace((double) documents(), cpu));
        return throughput;
    }

    private List<SourceRates> unseenRates() {
        return sources.stream()
                .filter(source -> !source.trainedOn())
                .map(SourceFigures::rates)
                .toList();
    }

    private SequencedMap<String, Object> unseen() {
        List<SourceRates> rates = unseenRates();
        SequencedMap<String, Object> unseen = new LinkedHashMap<>();
        unseen.put("sensitive", SourceRates.leaks(rates).json("leaked"));
        unseen.put("clean", SourceRates.overBlocks(rates).json("overBlocked"));
        return unseen;
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

    private static double pace(double amount, double seconds) {
        return Rates.shown(seconds > 0 ? amount / seconds : 0);
    }
}
