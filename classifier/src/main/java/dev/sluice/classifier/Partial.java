package dev.sluice.classifier;

import java.util.List;
import java.util.Set;

/**
 * The cascade stopped early because more findings could not change the decision under one policy bundle. Under any other
 * bundle it counts as degraded, with every category that the detectors that did not run could have added.
 */
public final class Partial implements Classification {
    private final List<Finding> findings;
    private final Set<Category> categories;
    private final DetectorSet detectors;
    private final String bundleDigest;
    private final List<Suppression> suppressed;
    private final Set<Category> atMost;
    private final List<Integer> tiers;

    Partial(
            List<Finding> findings,
            List<Suppression> suppressed,
            Set<Category> atMost,
            DetectorSet detectors,
            String bundleDigest,
            List<Integer> tiers) {
        this.tiers = List.copyOf(tiers);
        this.suppressed = List.copyOf(suppressed);
        this.findings = List.copyOf(findings);
        this.categories = Category.of(findings);
        this.atMost = Set.copyOf(atMost);
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
    public Set<Category> atMost() {
        return atMost;
    }

    @Override
    public DetectorSet detectors() {
        return detectors;
    }

    /** Digest of the policy bundle for which stopping early was safe. */
    public String bundleDigest() {
        return bundleDigest;
    }

    /** The tiers that read it: patterns and rules, and the token classifier where only the last look was left out. */
    public List<Integer> tiers() {
        return tiers;
    }
}
