package dev.sluice.classifier;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The detectors of a classifier, in the order in which they are declared.
 *
 * @param detectors at least one, names unique
 */
public record DetectorSet(List<Detector> detectors) {
    /**
     * Checks that names are unique.
     *
     * @throws IllegalArgumentException if the set is empty or a name occurs twice
     */
    public DetectorSet {
        detectors = List.copyOf(detectors);
        if (detectors.isEmpty()) {
            throw new IllegalArgumentException("DetectorSet: expected at least one detector, found none");
        }
        Set<String> names = new HashSet<>();
        for (Detector detector : detectors) {
            if (!names.add(detector.name())) {
                throw new IllegalArgumentException("DetectorSet: " + detector.name() + " occurs twice");
            }
        }
    }

    /** SHA-256 in lower-case hex over names, versions and digests; changes when any of them does. */
    public String digest() {
        StringBuilder lines = new StringBuilder();
        for (Detector detector : detectors) {
            lines.append(detector.name())
                    .append('\t')
                    .append(detector.version())
                    .append('\t')
                    .append(detector.digest())
                    .append('\n');
        }
        return Sha256.hex(lines.toString());
    }
}
