package dev.sluice.classifier;

import dev.sluice.classifier.custom.AllowEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finding that does not count because an allow entry holds for its value; never the value itself. There is none whose
 * entry two people had not approved for the day and the document: see {@link AllowEntry.InForce}.
 */
public final class Suppression {
    private final Finding finding;
    private final String entry;

    Suppression(Finding finding, AllowEntry.InForce entry) {
        if (entry.type() != finding.type()) {
            throw new IllegalArgumentException(
                    "Suppression by " + entry.id() + ": expected " + entry.type() + ", found " + finding.type());
        }
        this.finding = finding;
        this.entry = entry.id();
    }

    /** What would have counted. */
    public Finding finding() {
        return finding;
    }

    /** What it is. */
    public FindingType type() {
        return finding.type();
    }

    /** Its letter, or empty for what is not one of the eighteen. */
    public Optional<Letter> letter() {
        return Optional.ofNullable(finding.letter());
    }

    /** Id of the allow entry. */
    public String entry() {
        return entry;
    }

    /** What was found: what counts and what is suppressed. */
    static List<Finding> among(List<Finding> counted, List<Suppression> suppressed) {
        return Stream.concat(counted.stream(), suppressed.stream().map(Suppression::finding))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Suppression same && finding.equals(same.finding) && entry.equals(same.entry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(finding, entry);
    }

    @Override
    public String toString() {
        return finding.type() + " at " + finding.start() + " to " + finding.end() + " by " + entry;
    }
}
