package dev.sluice.policy;

import java.util.List;

/**
 * What the policies say about one document and one endpoint.
 *
 * @param error evaluating failed somewhere, which denies
 * @param policies ids of the policies that determined the answer, sorted
 * @param stage where a denied endpoint falls
 */
public record Verdict(boolean permitted, boolean error, List<String> policies, Stage stage) {
    /** @throws IllegalArgumentException if it permits in spite of an error, or without a policy that does */
    public Verdict {
        policies = policies.stream().sorted().distinct().toList();
        if (permitted && (error || policies.isEmpty())) {
            throw new IllegalArgumentException("only a policy that was evaluated without an error permits");
        }
    }

    static Verdict failed(List<String> policies) {
        return new Verdict(false, true, policies, Stage.SENSITIVITY);
    }
}
