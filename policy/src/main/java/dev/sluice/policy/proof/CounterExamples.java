package dev.sluice.policy.proof;

import dev.sluice.policy.CedarPolicies;
import dev.sluice.policy.Verdict;
import dev.sluice.policy.proof.CounterExample.Asked;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects counter-examples; each is first asked of the whole bundle, as documents are. */
final class CounterExamples {
    private static final int MOST_OF_A_PROPERTY = 10;

    private final Said said;
    private final CedarPolicies policies;
    private final List<CounterExample> found = new ArrayList<>();
    private final Map<Property, Set<String>> seen = new EnumMap<>(Property.class);

    CounterExamples(Said said, CedarPolicies policies) {
        this.said = said;
        this.policies = policies;
    }

    /**
     * Adds one, unless there is one of this property about the same subject and policies, or there are enough.
     *
     * @param subject what it is about besides its policies
     */
    void add(Property property, String subject, List<String> about, String sentence, Asked... asked) {
        Set<String> known = seen.computeIfAbsent(property, key -> new HashSet<>());
        if (known.size() >= MOST_OF_A_PROPERTY || !known.add(subject + " " + about)) {
            return;
        }
        found.add(new CounterExample(property, about, sentence, List.of(asked)));
        for (Asked one : asked) {
            Verdict verdict = said.ask(policies, one.request());
            if (verdict.permitted() != one.permitted()) {
                add(
                        Property.AGREEMENT,
                        subject,
                        verdict.policies(),
                        "The proof says of a counter-example to " + property + " that it is "
                                + (one.permitted() ? "permitted" : "refused") + ", the bundle does not: "
                                + Words.request(one.request()));
            }
        }
    }

    List<CounterExample> found() {
        return List.copyOf(found);
    }
}
