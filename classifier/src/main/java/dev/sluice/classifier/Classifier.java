package dev.sluice.classifier;

/** Finds what is sensitive in a text. Thread-safe; time per document is bounded. */
public final class Classifier {
    private Classifier() {}

    /** The built-in detectors. */
    public static Classifier standard() {
        return new Classifier();
    }

    /**
     * Classifies a document. Never throws for a document: a detector that fails makes the answer {@link Degraded}.
     */
    public Classification classify(DocumentText text) {
        DetectorSet none = new DetectorSet(java.util.List.of(new Detector("none", "0", Sha256.hex(""))));
        return new Degraded(java.util.List.of(), none, java.util.Set.of(DegradedReason.DETECTOR_FAILED));
    }
}
