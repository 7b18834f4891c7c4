package dev.sluice.policy.proof;

import dev.sluice.policy.CedarPolicies;
import dev.sluice.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Whole requests, asked of the whole bundle as documents are: any words, not only those that stand for a class. Answers
 * and the policies that determine them must be those of the composition.
 */
final class Sample {
    private final Claims claims;
    private final Composition composition;
    private final Space space;
    private final Said said;
    private final CedarPolicies policies;

    Sample(Claims claims, Said said, CedarPolicies policies) {
        this.claims = claims;
        this.composition = claims.composition();
        this.space = composition.space();
        this.said = said;
        this.policies = policies;
    }

    void ask(int requests, Random random) {
        for (int i = 0; i < requests; i++) {
            compare(any(random));
        }
    }

    /** Half of the documents are ordinary in most respects, or nearly every answer would be a refusal. */
    private SortedMap<String, String> any(Random random) {
        int profile = random.nextInt(space.profiles());
        int row = random.nextInt(space.rows());
        if (random.nextBoolean()) {
            int[] values = new int[space.documents().size()];
            values[random.nextInt(values.length)] = -1;
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        values[i] < 0 ? random.nextInt(space.documents().get(i).size()) : 0;
            }
            row = space.row(values);
        }
        SortedMap<String, String> request = space.request(row, profile);
        List<Dimension> dimensions = new ArrayList<>(space.documents());
        dimensions.addAll(space.endpoints());
        for (Dimension dimension : dimensions) {
            request.computeIfPresent(dimension.name(), (name, word) -> {
                List<String> words = dimension.classes().get(dimension.value(word));
                return words.get(random.nextInt(words.size()));
            });
        }
        return request;
    }

    void compare(SortedMap<String, String> request) {
        int row = space.rowOf(request);
        int profile = space.profileOf(request);
        Verdict verdict = said.ask(policies, request);
        boolean allowed = composition.allows(row, profile);
        List<String> failing = composition.failing(row, profile);
        List<String> forbids = composition.saying(TruthTable.YES, false, row, profile);
        List<String> expected = new ArrayList<>(
                !failing.isEmpty()
                        ? failing
                        : forbids.isEmpty() ? composition.saying(TruthTable.YES, true, row, profile) : forbids);
        boolean same = verdict.permitted() == allowed
                && verdict.error() != failing.isEmpty()
                && new TreeSet<>(verdict.policies()).equals(new TreeSet<>(expected));
        if (!same) {
            claims.counterExamples()
                    .add(
                            Property.AGREEMENT,
                            "",
                            expected,
                            "The proof expects that it is " + (allowed ? "permitted" : "refused") + " by "
                                    + Words.policies(expected) + ", the bundle says "
                                    + (verdict.permitted() ? "permitted" : "refused") + " by "
                                    + Words.policies(verdict.policies()) + ": " + Words.request(request));
        }
    }
}
