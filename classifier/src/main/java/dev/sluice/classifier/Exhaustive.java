package dev.sluice.classifier;

import java.util.List;
import java.util.Set;

/** Every tier of every detector ran to its end over all of the text. */
public final class Exhaustive implements Classification {
    private final List<Finding> findings;
    private final Set<Category> categories;
    private final DetectorSet detectors;
    private final List<Suppression> suppressed;
    private final boolean lookedAgain;

    Exhaustive(List<Finding> findings, List<Suppression> suppressed, DetectorSet detectors, boolean lookedAgain) {
        this.lookedAgain = lookedAgain;
        this.suppressed = List.copyOf(suppressed);
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
    public List<Suppression> suppressed() {
        return suppressed;
    }

    @Override
    public Set<Category> atMost() {
        return Category.of(Suppression.among(findings, suppressed));
    }

    @Override
    public DetectorSet detectors() {
        return detectors;
    }

    /** The tiers that read it: patterns and rules, the token classifier, and where it was doubtful for one, a last look. */
    public List<Integer> tiers() {
        return lookedAgain ? List.of(1, 2, 3) : List.of(1, 2);
    }
}
