package dev.sluice.policy;

import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Partial;

/** How far the detectors came, ordered from best to worst. Only the first can be cleared. */
public enum Exhaustiveness {
    /** Every detector ran to its end over all of the text. */
    EXHAUSTIVE,
    /** The cascade stopped early where more findings could not change the decision. */
    PARTIAL,
    /** Something was not looked at. */
    DEGRADED;

    /** What the type of a classification says. */
    public static Exhaustiveness of(Classification classification) {
        return switch (classification) {
            case Exhaustive ignored -> EXHAUSTIVE;
            case Partial ignored -> PARTIAL;
            case Degraded ignored -> DEGRADED;
        };
    }

    /** The value of a stored word; an unknown word is {@link #DEGRADED}. */
    public static Exhaustiveness parse(String word) {
        return switch (word) {
            case "EXHAUSTIVE" -> EXHAUSTIVE;
            case "PARTIAL" -> PARTIAL;
            default -> DEGRADED;
        };
    }
}
