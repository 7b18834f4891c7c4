package dev.sluice.app.command;

import dev.sluice.app.OrdinaryTask;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.LocatedFinding;
import dev.sluice.classifier.Suppression;
import dev.sluice.classifier.explanation.Explanation;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.extract.UnreadReason;
import dev.sluice.policy.Decision;
import dev.sluice.policy.PolicyEngine;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Classifies one line of {@code classify --jsonl}; every line gets an answer, whatever is in it. Thread-safe. */
final class LineClassifier {
    /** A line, its number from 1, and why its text is not there where it is not. */
    record Line(long number, Optional<String> text, String error) {
        static Line of(long number, String text) {
            return new Line(number, Optional.of(text), "");
        }

        static Line unusable(long number, String error) {
            return new Line(number, Optional.empty(), error);
        }
    }

    /**
     * The answer to a line.
     *
     * @param line the JSON line
     * @param words what it says in sentences; empty unless asked for
     */
    record Answered(SequencedMap<String, Object> line, List<String> words) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Classifier classifier;
    private final Extractor extractor;
    private final PolicyEngine policy;
    private final Path folder;
    private final long mostBytes;
    private final Optional<ExplainForm> explain;

    /**
     * @param folder what paths are relative to
     * @param mostBytes the largest file that is read
     * @param explain whether and how findings are explained
     */
    LineClassifier(
            Classifier classifier,
            Extractor extractor,
            PolicyEngine policy,
            Path folder,
            long mostBytes,
            Optional<ExplainForm> explain) {
        this.explain = explain;
        this.classifier = classifier;
        this.extractor = extractor;
        this.policy = policy;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    Answered classify(Line line) {
        if (line.text().isEmpty()) {
            return unusable(line, null, line.error());
        }
        JsonNode node;
        try {
            node = JSON.readTree(line.text().get());
        } catch (JacksonException e) {
            return unusable(line, null, "NOT_JSON");
        }
        if (node == null || !node.isObject()) {
            return unusable(line, null, "NOT_AN_OBJECT");
        }
        JsonNode idNode = node.get("id");
        String id = idNode != null && idNode.isValueNode() && !idNode.isNull() ? idNode.asString() : null;
        if (id == null) {
            return unusable(line, null, "NO_ID");
        }
        JsonNode text = node.get("text");
        if (text != null && text.isString()) {
            return ofText(line, id, text.stringValue());
        }
        JsonNode path = node.get("path");
        if (path != null && path.isString()) {
            return ofFile(line, id, path.stringValue());
        }
        return unusable(line, id, "NO_TEXT_OR_PATH");
    }

    private Answered ofText(Line line, String id, String text) {
        DocumentText document;
        try {
            document = DocumentText.of(text);
        } catch (IllegalArgumentException e) {
            return unusable(line, id, "TEXT_NOT_UNICODE");
        }
        return answer(id, document, true, !document.isBlank(), List.of());
    }

    private Answered ofFile(Line line, String id, String path) {
        byte[] bytes;
        try {
            bytes = FileBytes.read(folder.resolve(path), mostBytes);
        } catch (FileBytes.OverLimitException e) {
            return unusable(line, id, "OVER_LIMIT");
        } catch (IOException | InvalidPathException e) {
            return unusable(line, id, "FILE_NOT_READABLE");
        }
        Extraction extraction = extractor.extract(bytes, Optional.of(path), Optional.empty());
        return answer(id, extraction.text(), extraction.complete(), extraction.anythingRead(), extraction.unread());
    }

    private Answered answer(
            String id, DocumentText text, boolean complete, boolean anythingRead, List<UnreadReason> unread) {
        Classification classification = classifier.classify(text, OrdinaryTask.scope());
        Decision decision = OrdinaryTask.decide(policy, text, complete, anythingRead, classification);
        SequencedMap<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("cleared", decision.cleared());
        answer.put("route", decision.route().name());
        answer.put(
                "categories",
                classification.categories().stream().map(Enum::name).sorted().toList());
        answer.put("complete", complete);
        answer.put("exhaustive", classification instanceof Exhaustive);
        answer.put("degraded", classification instanceof Degraded);
        List<SequencedMap<String, Object>> findings = CodePoints.locate(text, classification.findings()).stream()
                .map(LineClassifier::finding)
                .toList();
        List<SequencedMap<String, Object>> suppressed = suppressed(text, classification);
        answer.put("findings", findings);
        if (!suppressed.isEmpty()) {
            answer.put("suppressed", suppressed);
        }
        answer.put("policies", decision.policies());
        if (explain.isEmpty()) {
            return new Answered(answer, List.of());
        }
        List<SequencedMap<String, Object>> places = new ArrayList<>(findings);
        places.addAll(suppressed);
        List<Explanation> explanations = classifier.explain(text, classification);
        List<SequencedMap<String, Object>> rows = ExplanationRows.of(text, explanations);
        for (int i = 0; i < rows.size(); i++) {
            places.get(i).put("explanation", rows.get(i));
        }
        answer.put("unread", unread.stream().map(Enum::name).toList());
        answer.put("degradedReasons", ExplanationRows.reasons(classification));
        boolean inWords = explain.get() == ExplainForm.TEXT;
        return new Answered(answer, inWords ? ExplanationText.of(answer, explanations, places, rows) : List.of());
    }

    private static List<SequencedMap<String, Object>> suppressed(DocumentText text, Classification classification) {
        List<LocatedFinding> located = CodePoints.locate(
                text,
                classification.suppressed().stream().map(Suppression::finding).toList());
        List<SequencedMap<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < located.size(); i++) {
            SequencedMap<String, Object> one = finding(located.get(i));
            one.put("entry", classification.suppressed().get(i).entry());
            all.add(one);
        }
        return all;
    }

    private static SequencedMap<String, Object> finding(LocatedFinding located) {
        SequencedMap<String, Object> finding = new LinkedHashMap<>();
        finding.put("type", located.finding().type().name());
        finding.put("start", located.start());
        finding.put("end", located.end());
        finding.put("confidence", located.finding().confidence());
        finding.put("recognizer", located.finding().recognizer());
        return finding;
    }

    private static Answered unusable(Line line, @Nullable String id, String code) {
        SequencedMap<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("line", line.number());
        answer.put("cleared", false);
        answer.put("route", "WITHHELD");
        answer.put("complete", false);
        answer.put("degraded", true);
        answer.put("findings", List.of());
        answer.put("error", code);
        return new Answered(answer, ExplanationText.unusable(answer));
    }
}
