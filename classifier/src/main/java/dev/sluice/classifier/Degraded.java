package dev.sluice.classifier;

import java.util.List;
import java.util.Set;

/** Not everything was looked at: what was found counts, what was not found proves nothing. Never cleared. */
public final class Degraded implements Classification {
    private final List<Finding> findings;
    private final Set<Category> categories;
    private final DetectorSet detectors;
    private final List<DegradedReason> reasons;
    private final List<DetectorFailure> failures;

    Degraded(List<Finding> findings, DetectorSet detectors, Set<DegradedReason> reasons) {
        this(findings, detectors, reasons, List.of());
    }

    Degraded(
            List<Finding> findings,
            DetectorSet detectors,
            Set<DegradedReason> reasons,
            List<DetectorFailure> failures) {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("Degraded: expected at least one reason, found none");
        }
        this.findings = List.copyOf(findings);
        this.categories = Category.of(findings);
        this.detectors = detectors;
        this.reasons = reasons.stream().sorted().toList();
        this.failures = List.copyOf(failures);
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public Set<Category> categories() {
        return categories;
    }

    /** All of them: what was not looked at may hold anything. */
    @Override
    public Set<Category> atMost() {
        return Set.of(Category.values());
    }

    /** Nothing is suppressed where not everything was looked at: every finding counts. */
    @Override
    public List<Suppression> suppressed() {
        return List.of();
    }

    @Override
    public DetectorSet detectors() {
        return detectors;
    }

    /** The reasons, at least one, each once, in their declared order. */
    public List<DegradedReason> reasons() {
        return reasons;
    }

    /** How detectors failed, as far as it is known; none unless a detector failed. */
    public List<DetectorFailure> failures() {
        return failures;
    }
}
