package dev.sluice.policy;

import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Partial;
import java.util.Comparator;

/** How far the detectors came, ordered from best to worst. Only the first can be cleared. */
public enum Exhaustiveness {
    /** Every detector ran to its end over all of the text. */
    EXHAUSTIVE,
    /** The cascade stopped early where more findings could not change the decision. */
    PARTIAL,
    /** Every detector came to its end, over a text that was empty or partly in a language that none of them covers. */
    DEGRADED,
    /** A detector failed, or was stopped before its end: the document may hold anything. */
    FAILED;

    /** What the type of a classification says. */
    public static Exhaustiveness of(Classification classification) {
        return switch (classification) {
            case Exhaustive ignored -> EXHAUSTIVE;
            case Partial ignored -> PARTIAL;
            case Degraded degraded ->
                degraded.reasons().stream()
                        .map(Exhaustiveness::of)
                        .max(Comparator.naturalOrder())
                        .orElse(FAILED);
        };
    }

    private static Exhaustiveness of(DegradedReason reason) {
        return switch (reason) {
            case EMPTY_TEXT, LANGUAGE_NOT_COVERED, ENCODING_NOT_COVERED -> DEGRADED;
            case TIMEOUT, OVER_LIMIT, DETECTOR_FAILED -> FAILED;
        };
    }

    /** The value of a stored word; an unknown word is {@link #FAILED}. */
    public static Exhaustiveness parse(String word) {
        return switch (word) {
            case "EXHAUSTIVE" -> EXHAUSTIVE;
            case "PARTIAL" -> PARTIAL;
            case "DEGRADED" -> DEGRADED;
            default -> FAILED;
        };
    }
}
