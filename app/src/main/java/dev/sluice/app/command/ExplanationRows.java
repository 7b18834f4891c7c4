package dev.sluice.app.command;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.explanation.Explanation;
import dev.sluice.classifier.explanation.Influence;
import dev.sluice.classifier.pattern.AppliedChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Explanations as parts of a JSON line: codes, offsets in code points and words of closed lists, never a value. */
final class ExplanationRows {
    private ExplanationRows() {}

    /** One for each explanation, in their order. */
    static List<SequencedMap<String, Object>> of(DocumentText text, List<Explanation> explanations) {
        List<Integer> units = new ArrayList<>();
        for (Explanation explanation : explanations) {
            for (Influence influence : explanation.influences()) {
                units.add(influence.start());
                units.add(influence.end());
            }
        }
        Map<Integer, Integer> points = CodePoints.offsets(text, units);
        return explanations.stream()
                .map(explanation -> row(explanation, points))
                .toList();
    }

    private static SequencedMap<String, Object> row(Explanation explanation, Map<Integer, Integer> points) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("tier", explanation.finding().tier());
        if (explanation.finding().letter() != null) {
            row.put("letter", explanation.finding().letter().name());
        }
        row.put("identifies", explanation.identifies().name());
        row.put("follows", names(explanation.follows()));
        row.put("decisive", names(explanation.decisive()));
        row.put("basis", explanation.basis().name());
        row.put(
                "words",
                explanation.influences().stream()
                        .map(influence -> word(influence, points))
                        .toList());
        row.put(
                "checks",
                explanation.checks().stream().map(ExplanationRows::check).toList());
        if (explanation.threshold() > 0) {
            row.put("threshold", explanation.threshold());
        }
        return row;
    }

    private static SequencedMap<String, Object> word(Influence influence, Map<Integer, Integer> points) {
        SequencedMap<String, Object> word = new LinkedHashMap<>();
        word.put("effect", influence.effect().name());
        word.put("place", influence.place().name());
        word.put("start", points.get(influence.start()));
        word.put("end", points.get(influence.end()));
        word.put("cues", influence.cues().stream().sorted().toList());
        if (!influence.told().isEmpty()) {
            word.put("word", influence.told());
        }
        word.put("confidenceWithout", influence.without());
        return word;
    }

    private static SequencedMap<String, Object> check(AppliedChecks.Applied applied) {
        SequencedMap<String, Object> check = new LinkedHashMap<>();
        check.put("check", applied.name());
        check.put("passed", applied.passed());
        return check;
    }

    /** Why not everything was looked at, in words; none if it was. */
    static List<SequencedMap<String, Object>> reasons(Classification classification) {
        List<SequencedMap<String, Object>> reasons = new ArrayList<>();
        if (classification instanceof Degraded degraded) {
            for (DegradedReason reason : degraded.reasons()) {
                if (reason != DegradedReason.DETECTOR_FAILED
                        || degraded.failures().isEmpty()) {
                    reasons.add(reason(reason, reason.meaning(), reason.advice()));
                }
            }
            for (DetectorFailure failure : degraded.failures()) {
                reasons.add(reason(
                        DegradedReason.DETECTOR_FAILED,
                        failure.found(),
                        failure.kind().advice()));
            }
        }
        return reasons;
    }

    private static SequencedMap<String, Object> reason(DegradedReason code, String meaning, String advice) {
        SequencedMap<String, Object> reason = new LinkedHashMap<>();
        reason.put("reason", code.name());
        reason.put("meaning", meaning);
        reason.put("advice", advice);
        return reason;
    }

    private static List<String> names(Collection<Category> categories) {
        return categories.stream().map(Enum::name).sorted().toList();
    }
}
