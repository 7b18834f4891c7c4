package dev.sluice.app;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.lastlook.LastLookTier;
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
     * The built-in detectors with a bundle's rules and, where there is one, a last look, after the token classifier and the
     * model of the last look have each read a sentence.
     *
     * @throws ServiceMissingException if one cannot; the message says what to do
     */
    public static Classifier ready(CustomRules rules, Optional<LastLookTier> lastLook) {
        problem().or(() -> lastLook.flatMap(Detectors::problem)).ifPresent(problem -> {
            throw new ServiceMissingException(problem.found() + "; " + problem.advice());
        });
        Classifier builtIn = Classifier.standard().with(rules);
        return lastLook.map(builtIn::with).orElse(builtIn);
    }

    /** What keeps the model of a last look from working; empty if it works. */
    public static Optional<Problem> problem(LastLookTier lastLook) {
        return lastLook.probe()
                .map(failure -> new Problem(failure.found(), failure.kind().advice()));
    }

    /** What keeps the built-in detectors from working; empty if they work. */
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
