package dev.sluice.app;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.model.ModelUnavailableException;
import java.util.Optional;

/**
 * The classifier of this process, asked whether it works before the first document: where a detector fails for every
 * document none is ever cleared, and that must be said once and at the beginning.
 */
public final class Detectors {
    /**
     * What is wrong and what to do about it.
     *
     * @param found the detector and how it failed
     * @param advice what to do
     */
    public record Problem(String found, String advice) {}

    private Detectors() {}

    /**
     * The built-in detectors with a bundle's rules, after the token classifier has read a sentence.
     *
     * @throws ServiceMissingException if it cannot; the message says what to do
     */
    public static Classifier ready(CustomRules rules) {
        problem().ifPresent(problem -> {
            throw new ServiceMissingException(problem.found() + "; " + problem.advice());
        });
        return Classifier.standard().with(rules);
    }

    /** What keeps the detectors from working; empty if they work. */
    public static Optional<Problem> problem() {
        try {
            return Classifier.standard()
                    .check()
                    .map(failure -> new Problem(failure.found(), failure.kind().advice()));
        } catch (ModelUnavailableException unavailable) {
            return Optional.of(
                    new Problem("token-classifier: " + unavailable.getMessage(), DetectorFailure.Kind.MODEL.advice()));
        }
    }
}
