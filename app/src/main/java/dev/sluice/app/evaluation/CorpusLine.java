package dev.sluice.app.evaluation;

import dev.sluice.classifier.DocumentText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a line of a corpus. Offsets of its spans are code points. Thread-safe. */
final class CorpusLine {
    /** What a line is: a document, or why it is none. */
    sealed interface Outcome {
        record Usable(LabelledDocument document) implements Outcome {}

        record Unusable(String code) implements Outcome {}
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LabelQuality NO_SPANS = new LabelQuality("");

    private final ExpectationWords words;

    CorpusLine(ExpectationWords words) {
        this.words = words;
    }

    Outcome read(String line, String corpus) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            return new Outcome.Unusable("NOT_JSON");
        }
        if (node == null || !node.isObject()) {
            return new Outcome.Unusable(node == null || node.isMissingNode() ? "NOT_JSON" : "NOT_AN_OBJECT");
        }
        JsonNode id = node.get("id");
        if (id == null || !id.isValueNode() || id.isNull()) {
            return new Outcome.Unusable("NO_ID");
        }
        JsonNode text = node.get("text");
        if (text == null || !text.isString()) {
            return new Outcome.Unusable("NO_TEXT");
        }
        Optional<String> source = word(node.get("source"), corpus);
        Optional<String> language = word(node.get("lang"), "und");
        Optional<String> quality = word(node.get("label_quality"), "");
        Optional<List<String>> labels = words(node.get("doc_labels"));
        if (source.isEmpty() || language.isEmpty() || quality.isEmpty() || labels.isEmpty()) {
            return new Outcome.Unusable("BAD_FIELD");
        }
        if (!labels.get().stream().allMatch(words::knows)) {
            return new Outcome.Unusable("UNKNOWN_LABEL");
        }
        Optional<Expectation> expectation = words.of(labels.get(), corpus);
        if (expectation.isEmpty()) {
            return new Outcome.Unusable("NOT_SAID_WHETHER_SENSITIVE");
        }
        DocumentText document;
        try {
            document = DocumentText.of(text.stringValue());
        } catch (IllegalArgumentException e) {
            return new Outcome.Unusable("TEXT_NOT_UNICODE");
        }
        List<GoldSpan> spans = new ArrayList<>();
        String wrong = spans(node.get("spans"), document.canonical(), spans);
        if (!wrong.isEmpty()) {
            return new Outcome.Unusable(wrong);
        }
        return new Outcome.Usable(new LabelledDocument(
                id.asString(),
                new SourceKey(corpus, source.get(), language.get()),
                node.has("spans") ? new LabelQuality(quality.get()) : NO_SPANS,
                expectation.get(),
                document,
                document.canonical().getBytes(StandardCharsets.UTF_8).length,
                spans));
    }

    /** Fills {@code spans}; answers with a code, or nothing when all is well. */
    private static String spans(@Nullable JsonNode nodes, String text, List<GoldSpan> spans) {
        if (nodes == null) {
            return "";
        }
        if (!nodes.isArray()) {
            return "BAD_SPAN";
        }
        if (nodes.isEmpty()) {
            return "";
        }
        int[] points = text.codePoints().toArray();
        for (JsonNode node : nodes) {
            JsonNode start = node.get("start");
            JsonNode end = node.get("end");
            JsonNode type = node.get("type");
            boolean formed = start != null && start.isInt() && end != null && end.isInt() && type != null;
            if (!formed
                    || !type.isString()
                    || start.intValue() < 0
                    || end.intValue() <= start.intValue()
                    || end.intValue() > points.length) {
                return "BAD_SPAN";
            }
            int length = end.intValue() - start.intValue();
            JsonNode slice = node.get("text");
            if (slice != null
                    && !(slice.isString()
                            && slice.stringValue().equals(new String(points, start.intValue(), length)))) {
                return "SPAN_TEXT_DIFFERS";
            }
            spans.add(new GoldSpan(start.intValue(), end.intValue(), type.stringValue()));
        }
        spans.sort(Comparator.comparingInt(GoldSpan::start).thenComparingInt(GoldSpan::end));
        return "";
    }

    private static Optional<String> word(@Nullable JsonNode node, String otherwise) {
        if (node == null) {
            return Optional.of(otherwise);
        }
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static Optional<List<String>> words(@Nullable JsonNode node) {
        List<String> words = new ArrayList<>();
        if (node == null) {
            return Optional.of(words);
        }
        if (!node.isArray()) {
            return Optional.empty();
        }
        for (JsonNode word : node) {
            if (!word.isString()) {
                return Optional.empty();
            }
            words.add(word.stringValue());
        }
        return Optional.of(words);
    }
}
