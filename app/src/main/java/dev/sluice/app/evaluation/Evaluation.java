package dev.sluice.app.evaluation;

import dev.sluice.app.OrdinaryTask;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.ScoredClassification;
import dev.sluice.policy.PolicyEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private final ExpectationWords words;
    private final int mostWorst;
    private final TrainedSources trained;
    private final Optional<ClearingThresholds> thresholds;
    private final Reliability reliability = new Reliability();
    private final SortedMap<SourceKey, SourceTally> tallies = new TreeMap<>();
    private long unusable;

    /**
     * @param classifier every tier of it runs over every document
     * @param policy says what would be cleared
     * @param words by which words documents say what must happen to them
     * @param mostWorst how many documents are named for each source, 0 or more
     * @param target what a clearing threshold is to keep, where one is to be chosen; a number for each document is then kept
     */
    public Evaluation(
            Classifier classifier,
            PolicyEngine policy,
            ExpectationWords words,
            int mostWorst,
            Optional<LeakTarget> target) {
        this.classifier = classifier;
        this.policy = policy;
        this.words = words;
        this.lines = new CorpusLine(words);
        this.mostWorst = mostWorst;
        this.trained = new TrainedSources(Classifier.trainedOn());
        this.thresholds = target.map(ClearingThresholds::new);
    }

    /**
     * Classifies one line, decides on it and compares it with its labels. Never throws for a line: one for which memory
     * or stack do not suffice is unusable. Thread-safe.
     *
     * @param corpus the file's name without its ending
     */
    public Assessment assess(String line, String corpus) {
        try {
            return switch (lines.read(line, corpus)) {
                case CorpusLine.Outcome.Unusable wrong -> new Assessment.Unusable(wrong.code());
                case CorpusLine.Outcome.Usable usable -> assess(usable.document());
            };
        } catch (OutOfMemoryError | StackOverflowError e) {
            return new Assessment.Unusable("TOO_LARGE");
        }
    }

    private Assessment assess(LabelledDocument document) {
        DocumentText text = document.text();
        long begin = cpuNanos();
        ScoredClassification scored = classifier.classifyWithScores(text, OrdinaryTask.scope());
        Classification classification = scored.classification();
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
                HoldingScore.of(scored, text, policy),
                classification.categories(),
                degraded,
                SpanMatches.of(document.spans(), CodePoints.locate(text, classification.findings())));
    }

    /** Counts one line. Not thread-safe. */
    public void add(Assessment assessment) {
        switch (assessment) {
            case Assessment.Unusable wrong -> unusable++;
            case Assessment.Assessed assessed -> {
                boolean trainedOn = trained.include(assessed.key());
                tallies.computeIfAbsent(assessed.key(), key -> new SourceTally(key, trainedOn, mostWorst))
                        .add(assessed);
                reliability.add(assessed.matches(), assessed.quality(), trainedOn);
                if (!trainedOn) {
                    thresholds.ifPresent(chosen -> chosen.add(assessed));
                }
            }
        }
    }

    /** What was counted so far, in one line for progress. */
    public String progress() {
        long documents =
                tallies.values().stream().mapToLong(SourceTally::documents).sum();
        List<SourceRates> rates =
                tallies.values().stream().map(SourceTally::rates).toList();
        return String.format(Locale.ROOT, "%,d documents, %s", documents, EvaluationReport.counts(rates, unusable));
    }

    /**
     * What was counted.
     *
     * @param wallNanos time that the whole run took
     * @param threads how many documents were worked on at once
     */
    public EvaluationReport report(long wallNanos, int threads) {
        return new EvaluationReport(
                new RunConditions(
                        policy.bundle().name() + " " + policy.bundle().version(),
                        policy.bundle().digest(),
                        classifier.detectors().digest(),
                        classifier.tokenModelSha256(),
                        words.added(),
                        wallNanos,
                        threads),
                tallies.values().stream().map(SourceTally::figures).toList(),
                unusable,
                reliability,
                thresholds);
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
