package dev.sluice.classifier;

import java.util.List;

/** An exhaustive classification with findings of a test's choosing, which only this package can make. */
public final class ExhaustiveFixture {
    private ExhaustiveFixture() {}

    /** As if the classifier had found exactly these. */
    public static Exhaustive of(List<Finding> findings, Classifier classifier) {
        return new Exhaustive(findings, List.of(), classifier.detectors(), false);
    }
}
