package dev.sluice.app.evaluation;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Calibration of each recognizer by type: whether what it is so sure of is right so often. Sources whose labels allow no
 * precision are not in it. Those that the model was trained on are counted by themselves.
 */
final class Reliability {
    /** What is calibrated by itself; one recognizer can be right about one type and not about another. */
    private record Key(int tier, String recognizer, FindingType type, boolean trainedOn) {}

    private static final Comparator<Key> ORDER = Comparator.comparingInt(Key::tier)
            .thenComparing(Key::recognizer)
            .thenComparing(Key::type)
            .thenComparing(Key::trainedOn);

    private final Map<Key, Calibration> calibrations = new TreeMap<>(ORDER);

    /** Adds one document if its labels allow precision. */
    void add(SpanMatches matches, LabelQuality quality, boolean trainedOn) {
        if (quality.allowsPrecision()) {
            for (SpanMatches.Found found : matches.found()) {
                if (SpanScores.isJudged(found)) {
                    Key key = new Key(found.tier(), found.recognizer(), found.type(), trainedOn);
                    calibrations
                            .computeIfAbsent(key, fresh -> new Calibration())
                            .add(found.confidence(), found.onGold());
                }
            }
        }
    }

    /** The same rows for a table: what is calibrated, how many findings, the error, and a cell for each bin. */
    List<List<Object>> cells() {
        List<List<Object>> rows = new ArrayList<>();
        calibrations.forEach((key, calibration) -> {
            List<Object> row = new ArrayList<>(List.of(
                    key.tier(),
                    key.recognizer(),
                    key.type(),
                    Markdown.yes(key.trainedOn()),
                    calibration.findings(),
                    Markdown.rate(calibration.expectedError())));
            row.addAll(calibration.cells());
            rows.add(row);
        });
        return rows;
    }

    /** A row for each recognizer and type that found something, by tier, recognizer and type. */
    List<SequencedMap<String, Object>> rows() {
        List<SequencedMap<String, Object>> rows = new ArrayList<>();
        calibrations.forEach((key, calibration) -> {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("tier", key.tier());
            row.put("recognizer", key.recognizer());
            row.put("type", key.type().name());
            row.put("trainedOn", key.trainedOn());
            row.put("findings", calibration.findings());
            row.put("expectedError", calibration.expectedError());
            row.put("bins", calibration.rows());
            rows.add(row);
        });
        return rows;
    }
}
