package dev.sluice.classifier;

import java.util.List;
import java.util.Set;

/**
 * The cascade stopped early because more findings could not change the decision under one policy bundle. Under any other
 * bundle it counts as degraded.
 */
public final class Partial implements Classification {
    private final List<Finding> findings;
    private final Set<Category> categories;
    private final DetectorSet detectors;
    private final String bundleDigest;
    private final List<Suppression> suppressed;

    Partial(List<Finding> findings, List<Suppression> suppressed, DetectorSet detectors, String bundleDigest) {
        this.suppressed = List.copyOf(suppressed);
        this.findings = List.copyOf(findings);
        this.categories = Category.of(findings);
        this.detectors = detectors;
        this.bundleDigest = bundleDigest;
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
    public List<Suppression> suppressed() {
        return suppressed;
    }

    @Override
    public DetectorSet detectors() {
        return detectors;
    }

    /** Digest of the policy bundle for which stopping early was safe. */
    public String bundleDigest() {
        return bundleDigest;
    }
}
