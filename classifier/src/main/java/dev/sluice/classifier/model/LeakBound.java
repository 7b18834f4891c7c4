package dev.sluice.classifier.model;

import static dev.sluice.classifier.model.ModelDescription.require;

import java.util.Set;

/**
 * What {@code ./sluice evaluate --calibrate} measured of a model: reported from this threshold on, at most this share of
 * documents such as the calibration's is cleared although they hold an identifier.
 *
 * @param modelSha256 SHA-256 of the network that was measured, in lower-case hex
 * @param threshold over 0, at most 1; a lower one leaks no more
 * @param leakRate the bound on the share of sensitive documents that are cleared, over 0 and below 1
 * @param confidence over 0 and below 1: that the bound holds, over the draw of the calibration's documents
 * @param documents sensitive documents of the calibration, 1 or more
 * @param leaked how many of them were cleared at the threshold
 * @see <a href="https://doi.org/10.1145/3478535">Bates and others 2021: risk-controlling prediction sets</a>
 */
record LeakBound(String modelSha256, double threshold, double leakRate, double confidence, int documents, int leaked) {
    static final Set<String> KEYS = Set.of("modelSha256", "threshold", "leakRate", "confidence", "documents", "leaked");

    /**
     * Checks ranges.
     *
     * @throws ModelUnavailableException if a value is out of its range, or more leaked than the bound says
     */
    LeakBound {
        require(threshold > 0 && threshold <= 1, "a calibration's threshold over 0 and at most 1");
        require(leakRate > 0 && leakRate < 1, "a leakRate between 0 and 1");
        require(confidence > 0 && confidence < 1, "a confidence between 0 and 1");
        require(leaked >= 0 && leaked <= leakRate * documents, "at most leakRate of a calibration's documents leaked");
        require(documents > 0, "a calibration of at least one document");
    }

    /** As it stands in the version of the detector. */
    String inVersion() {
        return "leak" + leakRate + ".confidence" + confidence + ".documents" + documents;
    }
}
