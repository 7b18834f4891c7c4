package dev.sluice.classifier;

import dev.sluice.classifier.pattern.PatternTier;
import dev.sluice.classifier.pattern.Recognizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is sensitive in a text. Thread-safe; time per document is bounded; the same text gives the same answer.
 *
 * <p>Only this class makes classifications. {@link Exhaustive} means that no reason to doubt the answer came up.
 */
public final class Classifier {
    private final PatternTier patterns;
    private final DetectorSet detectors;

    Classifier(PatternTier patterns) {
        this.patterns = patterns;
        this.detectors = detectors(patterns);
    }

    /** The built-in detectors under the standard limits. Reads the dictionaries at the first call. */
    public static Classifier standard() {
        return new Classifier(PatternTier.standard());
    }

    /** The detectors that every classification of this classifier names. */
    public DetectorSet detectors() {
        return detectors;
    }

    /**
     * Classifies a document. Never throws for a document: a detector that fails makes the answer {@link Degraded}, and
     * what the others found is kept.
     */
    public Classification classify(DocumentText text) {
        if (text.isBlank()) {
            return new Degraded(List.of(), detectors, EnumSet.of(DegradedReason.EMPTY_TEXT));
        }
        try {
            PatternTier.Outcome outcome = patterns.scan(text.canonical());
            return outcome.reasons().isEmpty()
                    ? new Exhaustive(outcome.findings(), detectors)
                    : new Degraded(outcome.findings(), detectors, outcome.reasons());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Degraded(List.of(), detectors, Set.of(DegradedReason.DETECTOR_FAILED));
        }
    }

    private static DetectorSet detectors(PatternTier patterns) {
        List<Detector> detectors = new ArrayList<>();
        for (Recognizer recognizer : patterns.recognizers()) {
            String table = recognizer.name() + ' ' + recognizer.version() + ' ' + patterns.lexiconDigest();
            detectors.add(new Detector(recognizer.name(), recognizer.version(), Sha256.hex(table)));
        }
        return new DetectorSet(detectors);
    }
}
