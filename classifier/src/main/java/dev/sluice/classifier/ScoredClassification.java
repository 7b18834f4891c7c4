package dev.sluice.classifier;

import java.util.Map;
import java.util.Set;

/**
 * A classification, and how near the token classifier came to each type: for measuring a threshold. The scores are no
 * findings, and no decision is made on them.
 *
 * @param classification the answer, as {@link Classifier#classify(DocumentText, AllowScope)} gives it
 * @param others types that the other detectors found, those included that an allow entry suppresses
 * @param scores of each type that the token classifier can report, the highest probability that a word had, 0 to 1; empty
 *     if it did not run
 */
public record ScoredClassification(
        Classification classification, Set<FindingType> others, Map<FindingType, Double> scores) {
    /** Copies. */
    public ScoredClassification {
        others = Set.copyOf(others);
        scores = Map.copyOf(scores);
    }
}
