package dev.sluice.app.evaluation;

import dev.sluice.app.OrdinaryTask;
import dev.sluice.classifier.Category;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.ScoredClassification;
import dev.sluice.policy.PolicyEngine;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The highest threshold of the token classifier, one for all types, at which a document is still held. At any lower one it
 * is held too: a finding more never clears a document.
 */
final class HoldingScore {
    /** It is held whatever the token classifier says: by the other detectors, or because not all of it was read. */
    static final double ALWAYS = Double.POSITIVE_INFINITY;

    /** Nothing that the token classifier could report holds it. */
    static final double NEVER = 0;

    private HoldingScore() {}

    /** Between 0 and 1, or one of the two constants; allow entries of the bundle are not looked at. */
    static double of(ScoredClassification scored, DocumentText text, PolicyEngine policy) {
        if (!(scored.classification() instanceof Exhaustive)) {
            return ALWAYS;
        }
        Set<FindingType> types = EnumSet.noneOf(FindingType.class);
        types.addAll(scored.others());
        if (isHeld(types, text, policy)) {
            return ALWAYS;
        }
        List<Map.Entry<FindingType, Double>> likeliestFirst = scored.scores().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
        for (Map.Entry<FindingType, Double> score : likeliestFirst) {
            types.add(score.getKey());
            if (isHeld(types, text, policy)) {
                return score.getValue();
            }
        }
        return NEVER;
    }

    private static boolean isHeld(Set<FindingType> types, DocumentText text, PolicyEngine policy) {
        List<Finding> findings = types.stream()
                .map(type -> new Finding(type, null, 0, 1, 1, "evaluation", 2))
                .toList();
        return !OrdinaryTask.clears(policy, text, Category.of(findings));
    }
}
