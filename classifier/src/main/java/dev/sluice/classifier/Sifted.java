package dev.sluice.classifier;

import dev.sluice.classifier.custom.AllowEntry;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.pattern.FindingOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings parted into those that count and those that an allow entry in force suppresses. Each is judged by itself, so
 * another finding never takes one away.
 *
 * @param counted in their order, each type once over a span
 * @param suppressed in the same order; none of a type and span that also counts
 */
record Sifted(List<Finding> counted, List<Suppression> suppressed) {
    private record Place(FindingType type, int start, int end) {
        static Place of(Finding finding) {
            return new Place(finding.type(), finding.start(), finding.end());
        }
    }

    static Sifted of(List<Finding> findings, String text, CustomRules rules, @Nullable AllowScope scope) {
        if (scope == null || rules.allowed().isEmpty()) {
            return new Sifted(FindingOrder.ordered(findings), List.of());
        }
        // Before repeats are dropped: a word list's finding must not go in favour of one that can be suppressed.
        Set<Place> listed = new HashSet<>();
        findings.stream().filter(rules::isListed).map(Place::of).forEach(listed::add);
        List<Finding> counted = new ArrayList<>();
        Map<Finding, Suppression> suppressed = new HashMap<>();
        for (Finding finding : findings) {
            Optional<AllowEntry.InForce> entry = listed.contains(Place.of(finding))
                    ? Optional.empty()
                    : rules.allowed().allowing(finding, text, scope);
            entry.ifPresentOrElse(
                    found -> suppressed.put(finding, new Suppression(finding, found)), () -> counted.add(finding));
        }
        return new Sifted(
                FindingOrder.ordered(counted),
                FindingOrder.ordered(List.copyOf(suppressed.keySet())).stream()
                        .map(suppressed::get)
                        .toList());
    }
}
