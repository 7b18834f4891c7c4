package dev.sluice.classifier.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code model.json} says about a model.
 *
 * @param name name of its detector and of its findings' recognizer
 * @param version its version
 * @param modelSha256 SHA-256 of {@code model.onnx} in lower-case hex
 * @param vocabularySha256 SHA-256 of {@code vocab.txt} in lower-case hex
 * @param window ids of a full window, the two that mark its ends included, 8 to 512
 * @param overlap word pieces that two windows share, 2 to half of the pieces of a window
 * @param labels what the model's logits stand for, in their order
 * @param thresholds from which probability on a word is reported, per type of the labels; empty is never
 * @param bound which share of sensitive documents is cleared by mistake at these thresholds; empty if that was not measured
 */
record ModelDescription(
        String name,
        String version,
        String modelSha256,
        String vocabularySha256,
        int window,
        int overlap,
        Labels labels,
        Map<EntityType, OptionalDouble> thresholds,
        Optional<LeakBound> bound) {
    private static final String UNCALIBRATED = "uncalibrated";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> KEYS = Set.of(
            "name",
            "version",
            "modelSha256",
            "vocabularySha256",
            "window",
            "overlap",
            "labels",
            "thresholds",
            "calibration");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Checks ranges.
     *
     * @throws ModelUnavailableException if a value is out of its range, a type that can be no finding has a threshold, or
     *     the bound was measured of another network or at lower thresholds
     */
    ModelDescription {
        thresholds = Map.copyOf(thresholds);
        require(!name.isBlank() && !version.isBlank(), "a name and a version");
        require(DIGEST.matcher(modelSha256).matches(), "64 hex digits as modelSha256");
        require(DIGEST.matcher(vocabularySha256).matches(), "64 hex digits as vocabularySha256");
        require(window >= 8 && window <= 512, "a window of 8 to 512 ids");
        require(overlap >= 2 && overlap <= (window - 2) / 2, "an overlap of 2 to half a window");
        require(thresholds.keySet().equals(labels.types()), "a threshold for each type of the labels");
        for (Map.Entry<EntityType, OptionalDouble> entry : thresholds.entrySet()) {
            double threshold = entry.getValue().orElse(1);
            require(threshold > 0 && threshold <= 1, "thresholds over 0 and at most 1");
            require(
                    entry.getValue().isEmpty() || entry.getKey().finding().isPresent(),
                    "null as the threshold of " + entry.getKey());
            bound.ifPresent(known -> require(
                    entry.getValue().orElse(0) <= known.threshold(),
                    "no threshold over that of the calibration, " + known.threshold()));
        }
        bound.ifPresent(known ->
                require(known.modelSha256().equals(modelSha256), "a calibration of this model, by its modelSha256"));
    }

    /** A model of which no bound was measured. */
    ModelDescription(
            String name,
            String version,
            String modelSha256,
            String vocabularySha256,
            int window,
            int overlap,
            Labels labels,
            Map<EntityType, OptionalDouble> thresholds) {
        this(name, version, modelSha256, vocabularySha256, window, overlap, labels, thresholds, Optional.empty());
    }

    /**
     * Reads {@code model.json}.
     *
     * @throws ModelUnavailableException if a key is unknown, missing or repeated, or a value is not what it should be
     */
    static ModelDescription parse(byte[] json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new ModelUnavailableException("model.json: expected JSON without repeated keys");
        }
        requireKeys(root, KEYS);
        return new ModelDescription(
                text(root, "name"),
                text(root, "version"),
                text(root, "modelSha256"),
                text(root, "vocabularySha256"),
                number(root, "window"),
                number(root, "overlap"),
                labels(root.get("labels")),
                thresholds(root.get("thresholds")),
                bound(root.get("calibration")));
    }

    /** That nothing was measured is said in so many words: a description that only forgot to say it is refused. */
    private static Optional<LeakBound> bound(JsonNode calibration) {
        if (calibration.isString() && calibration.asString().equals(UNCALIBRATED)) {
            return Optional.empty();
        }
        requireKeys(calibration, LeakBound.KEYS);
        return Optional.of(new LeakBound(
                text(calibration, "modelSha256"),
                real(calibration, "threshold"),
                real(calibration, "leakRate"),
                real(calibration, "confidence"),
                number(calibration, "documents"),
                number(calibration, "leaked")));
    }

    private static Labels labels(JsonNode array) {
        require(array.isArray() && !array.isEmpty(), "labels as a list");
        List<String> names = new ArrayList<>();
        for (JsonNode label : array) {
            require(label.isString(), "labels as strings");
            names.add(label.asString());
        }
        require(new HashSet<>(names).size() == names.size(), "each label once");
        return Labels.of(names);
    }

    private static Map<EntityType, OptionalDouble> thresholds(JsonNode object) {
        require(object.isObject(), "thresholds as an object");
        Map<EntityType, OptionalDouble> thresholds = new EnumMap<>(EntityType.class);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            require(value.isNull() || value.isNumber(), "numbers or null as thresholds");
            thresholds.put(
                    Labels.type(entry.getKey()),
                    value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.asDouble()));
        }
        return thresholds;
    }

    private static void requireKeys(JsonNode object, Set<String> keys) {
        require(
                object.isObject() && new TreeSet<>(object.propertyNames()).equals(new TreeSet<>(keys)),
                "the keys " + new TreeSet<>(keys));
    }

    private static String text(JsonNode root, String key) {
        require(root.get(key).isString(), key + " as a string");
        return root.get(key).asString();
    }

    private static int number(JsonNode root, String key) {
        require(root.get(key).isInt(), key + " as a whole number");
        return root.get(key).asInt();
    }

    private static double real(JsonNode root, String key) {
        require(root.get(key).isNumber(), key + " as a number");
        return root.get(key).asDouble();
    }

    static void require(boolean holds, String expected) {
        if (!holds) {
            throw new ModelUnavailableException("model.json: expected " + expected);
        }
    }
}
