package dev.sluice.app.evaluation;

import dev.sluice.app.OrdinaryTask;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.policy.PolicyEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Classifies labelled documents, decides on each as {@code classify} does, and counts. Holds counts by source, never a
 * document.
 */
public final class Evaluation {
    private final Classifier classifier;
    private final PolicyEngine policy;
    private final CorpusLine lines;
    private final int mostWorst;
    private final SortedMap<SourceKey, SourceTally> tallies = new TreeMap<>();
    private long unusable;

    /**
     * @param classifier every tier of it runs over every document
     * @param policy says what would be cleared
     * @param words by which words documents say what must happen to them
     * @param mostWorst how many documents are named for each source, 0 or more
     */
    public Evaluation(Classifier classifier, PolicyEngine policy, ExpectationWords words, int mostWorst) {
        this.classifier = classifier;
        this.policy = policy;
        this.lines = new CorpusLine(words);
        this.mostWorst = mostWorst;
    }

    /**
     * Classifies one line, decides on it and compares it with its labels. Never throws for a line. Thread-safe.
     *
     * @param corpus the file's name without its ending
     */
    public Assessment assess(String line, String corpus) {
        return switch (lines.read(line, corpus)) {
            case CorpusLine.Outcome.Unusable wrong -> new Assessment.Unusable(wrong.code());
            case CorpusLine.Outcome.Usable usable -> assess(usable.document());
        };
    }

    private Assessment assess(LabelledDocument document) {
        DocumentText text = document.text();
        long begin = cpuNanos();
        Classification classification = classifier.classify(text);
        boolean cleared = OrdinaryTask.decide(policy, text, true, !text.isBlank(), classification)
                .cleared();
        long took = cpuNanos() - begin;
        List<DegradedReason> degraded = classification instanceof Degraded doubtful ? doubtful.reasons() : List.of();
        return new Assessment.Assessed(
                document.key(),
                document.id(),
                document.quality(),
                document.expectation(),
                document.bytes(),
                took,
                cleared,
                classification.categories(),
                degraded,
                SpanMatches.of(document.spans(), CodePoints.locate(text, classification.findings())));
    }

    /** Counts one line. Not thread-safe. */
    public void add(Assessment assessment) {
        switch (assessment) {
            case Assessment.Unusable wrong -> unusable++;
            case Assessment.Assessed assessed ->
                tallies.computeIfAbsent(assessed.key(), key -> new SourceTally(key, mostWorst))
                        .add(assessed);
        }
    }

    /** What was counted so far, in one line for progress. */
    public String progress() {
        long documents =
                tallies.values().stream().mapToLong(SourceTally::documents).sum();
        return String.format(
                java.util.Locale.ROOT, "%,d documents, %s", documents, EvaluationReport.counts(rates(), unusable));
    }

    /**
     * What was counted.
     *
     * @param wallNanos time that the whole run took
     * @param threads how many documents were worked on at once
     */
    public EvaluationReport report(long wallNanos, int threads) {
        return new EvaluationReport(
                List.copyOf(tallies.values()),
                unusable,
                policy.bundle().name() + " " + policy.bundle().version(),
                policy.bundle().digest(),
                classifier.detectors().digest(),
                wallNanos,
                threads);
    }

    private List<SourceRates> rates() {
        return tallies.values().stream().map(SourceTally::rates).toList();
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
