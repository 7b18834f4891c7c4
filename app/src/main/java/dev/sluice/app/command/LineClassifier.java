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
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.policy.Decision;
import dev.sluice.policy.PolicyEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

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

    private final DocumentLines documents;
    private final Classifier classifier;
    private final PolicyEngine policy;
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
        this.documents = new DocumentLines(extractor, folder, mostBytes);
        this.explain = explain;
        this.classifier = classifier;
        this.policy = policy;
    }

    Answered classify(Line line) {
        return switch (documents.read(line)) {
            case LineDocument.Read read -> answer(read);
            case LineDocument.Unusable unusable -> unusable(unusable);
        };
    }

    private Answered answer(LineDocument.Read read) {
        DocumentText text = read.text();
        Classification classification = classifier.classify(text, OrdinaryTask.scope());
        Decision decision = OrdinaryTask.decide(policy, text, read.complete(), read.anythingRead(), classification);
        SequencedMap<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", read.id());
        answer.put("cleared", decision.cleared());
        answer.put("route", decision.route().name());
        answer.put(
                "categories",
                classification.categories().stream().map(Enum::name).sorted().toList());
        answer.put("complete", read.complete());
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
        answer.put("unread", read.unread().stream().map(Enum::name).toList());
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

    private static Answered unusable(LineDocument.Unusable line) {
        SequencedMap<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", line.id().orElse(null));
        answer.put("line", line.number());
        answer.put("cleared", false);
        answer.put("route", "WITHHELD");
        answer.put("complete", false);
        answer.put("degraded", true);
        answer.put("findings", List.of());
        answer.put("error", line.error());
        return new Answered(answer, ExplanationText.unusable(answer));
    }
}
