package dev.sluice.classifier;

import java.util.List;
import java.util.Set;

/** Every tier of every detector ran to its end over all of the text. */
public final class Exhaustive implements Classification {
    private final List<Finding> findings;
    private final Set<Category> categories;
    private final DetectorSet detectors;

    Exhaustive(List<Finding> findings, DetectorSet detectors) {
        this.findings = List.copyOf(findings);
        this.categories = Category.of(findings);
        this.detectors = detectors;
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public Set<Category> categories() {
        return categories;
    }

    @Override
    public DetectorSet detectors() {
        return detectors;
    }
}
