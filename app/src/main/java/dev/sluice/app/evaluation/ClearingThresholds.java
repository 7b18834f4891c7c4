package dev.sluice.app.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * Which clearing threshold of the token classifier keeps which leak rate: chosen on one half of the documents, looked at on
 * the other. Only sources that the model was not trained on belong here. Holds a number for each document. Not thread-safe.
 *
 * @see RiskControl
 */
final class ClearingThresholds {
    /** Leak rates whose thresholds are shown beside that of the one that was asked for. */
    private static final double[] OTHER_RATES = {0.005, 0.01, 0.02, 0.03, 0.05, 0.1};

    private record Document(SourceKey key, Half half, Expectation expectation, double score, boolean cleared) {}

    private final LeakTarget target;
    private final List<Document> documents = new ArrayList<>();

    ClearingThresholds(LeakTarget target) {
        this.target = target;
    }

    /** Adds a document of a source that the model was not trained on. */
    void add(Assessment.Assessed assessed) {
        documents.add(new Document(
                assessed.key(),
                Half.of(assessed.id()),
                assessed.expectation(),
                assessed.holdingScore(),
                assessed.cleared()));
    }

    /** The highest threshold that keeps the target, over 0 and at most 1; empty if none is proved to. */
    OptionalDouble threshold() {
        return threshold(target);
    }

    /** What was chosen and what it does on either half: {@code calibration.json} without the names of model and bundle. */
    SequencedMap<String, Object> json() {
        SequencedMap<String, Object> json = choice(target);
        SequencedMap<String, Object> own = new LinkedHashMap<>();
        own.put("calibration", leaked(Half.CALIBRATION).json("leaked"));
        own.put("test", leaked(Half.TEST).json("leaked"));
        own.put(
                "clean",
                share(ClearingThresholds::isCleanOfTheTest, document -> !document.cleared())
                        .json("held"));
        json.put("ownThresholds", own);
        json.put("choices", choices());
        json.put("sources", sources());
        return json;
    }

    /** One row for each leak rate of the table, the one that was asked for among them. */
    List<SequencedMap<String, Object>> choices() {
        return DoubleStream.concat(DoubleStream.of(OTHER_RATES), DoubleStream.of(target.leakRate()))
                .distinct()
                .sorted()
                .mapToObj(rate -> choice(new LeakTarget(rate, target.confidence())))
                .toList();
    }

    /** What was chosen, in sentences. */
    List<String> sentences() {
        OptionalDouble threshold = threshold();
        double at = threshold.orElse(0);
        String chosen = threshold.isEmpty()
                ? "no threshold: " + reason(target)
                : String.format(
                        Locale.ROOT,
                        "reporting from %s on leaks at most %s %% of sensitive documents with %s %% confidence: %s of the "
                                + "calibration half leak; on the other half %s leak and %s clean ones are held",
                        at,
                        percent(target.leakRate()),
                        percent(target.confidence()),
                        leaked(Half.CALIBRATION, at),
                        leaked(Half.TEST, at),
                        held(at));
        return List.of(
                "calibration: " + chosen,
                "calibration: at the model's own thresholds " + leaked(Half.CALIBRATION)
                        + " of the calibration half leak and " + leaked(Half.TEST) + " of the other");
    }

    private OptionalDouble threshold(LeakTarget wanted) {
        return RiskControl.threshold(
                documents.stream()
                        .filter(isSensitive(Half.CALIBRATION))
                        .mapToDouble(Document::score)
                        .toArray(),
                wanted);
    }

    private String reason(LeakTarget wanted) {
        long there = documents.stream().filter(isSensitive(Half.CALIBRATION)).count();
        long fewest = RiskControl.fewest(wanted);
        return there < fewest
                ? "expected at least " + fewest + " sensitive documents in the calibration half, found " + there
                : "too many of the calibration half leak at every threshold";
    }

    private SequencedMap<String, Object> choice(LeakTarget wanted) {
        OptionalDouble threshold = threshold(wanted);
        SequencedMap<String, Object> choice = new LinkedHashMap<>();
        choice.put("leakRate", wanted.leakRate());
        choice.put("confidence", wanted.confidence());
        if (threshold.isEmpty()) {
            choice.put("threshold", null);
            choice.put("reason", reason(wanted));
            return choice;
        }
        double at = threshold.getAsDouble();
        choice.put("threshold", at);
        choice.put("calibration", leaked(Half.CALIBRATION, at).json("leaked"));
        choice.put("test", leaked(Half.TEST, at).json("leaked"));
        choice.put("clean", held(at).json("held"));
        return choice;
    }

    /** Leaks at the chosen threshold by source; the bound is of all together and of none of them. */
    private List<SequencedMap<String, Object>> sources() {
        double at = threshold().orElse(0);
        List<SequencedMap<String, Object>> rows = new ArrayList<>();
        TreeSet<SourceKey> keys = new TreeSet<>();
        documents.stream()
                .filter(document -> document.expectation() == Expectation.SENSITIVE)
                .forEach(document -> keys.add(document.key()));
        for (SourceKey key : keys) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("corpus", key.corpus());
            row.put("source", key.source());
            row.put("lang", key.language());
            for (Half half : Half.values()) {
                Predicate<Document> here =
                        isSensitive(half).and(document -> document.key().equals(key));
                Share leaked = share(here, document -> document.score() < at);
                row.put(half == Half.CALIBRATION ? "calibration" : "test", leaked.json("leaked"));
            }
            rows.add(row);
        }
        return rows;
    }

    private Share leaked(Half half) {
        return share(isSensitive(half), Document::cleared);
    }

    private Share leaked(Half half, double threshold) {
        return share(isSensitive(half), document -> document.score() < threshold);
    }

    private Share held(double threshold) {
        return share(ClearingThresholds::isCleanOfTheTest, document -> document.score() >= threshold);
    }

    private Share share(Predicate<Document> of, Predicate<Document> counted) {
        return new Share(
                documents.stream().filter(of.and(counted)).count(),
                documents.stream().filter(of).count());
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static Predicate<Document> isSensitive(Half half) {
        return document -> document.expectation() == Expectation.SENSITIVE && document.half() == half;
    }

    private static boolean isCleanOfTheTest(Document document) {
        return document.expectation() == Expectation.CLEAN && document.half() == Half.TEST;
    }
}
