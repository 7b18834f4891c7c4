package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.AppliedChecks;
import java.util.List;
import java.util.Set;

/**
 * Why a finding is one and what follows from it; never its value, nor a word of the text that is not one of a closed list.
 *
 * @param finding the finding
 * @param basis what it rests on
 * @param influences what words near it did, in the order of the text
 * @param checks the published forms and check digits that it was held to
 * @param threshold the probability from which the token classifier reports its type; 0 for what other detectors found
 * @param identifies whether it tells who a person is
 * @param follows categories of the document that follow from it, alone or with others
 * @param decisive categories that the document would not have without it
 * @param allowEntry id of the allow entry that keeps it from counting; empty if it counts
 */
public record Explanation(
        Finding finding,
        Basis basis,
        List<Influence> influences,
        List<AppliedChecks.Applied> checks,
        double threshold,
        Identifies identifies,
        Set<Category> follows,
        Set<Category> decisive,
        String allowEntry) {
    /** Copies its lists. */
    public Explanation {
        influences = List.copyOf(influences);
        checks = List.copyOf(checks);
        follows = Set.copyOf(follows);
        decisive = Set.copyOf(decisive);
    }
}
