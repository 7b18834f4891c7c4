package dev.sluice.policy.proof;

import dev.sluice.policy.PolicyRule;
import dev.sluice.policy.proof.CounterExample.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What must hold of each policy: it never fails, it applies to something, and something hangs on it. */
final class PolicyProperties {
    private final Claims claims;
    private final Composition composition;
    private final Space space;

    PolicyProperties(Claims claims) {
        this.claims = claims;
        this.composition = claims.composition();
        this.space = composition.space();
    }

    void check() {
        for (int i = 0; i < composition.policies().size(); i++) {
            PolicyRule rule = composition.policies().get(i).table().rule();
            Effects.Effect effect = composition.effects().of(i);
            if (effect.fails()) {
                int[] at = effect.firstFails();
                SortedMap<String, String> request = space.request(at[0], at[1]);
                add(
                        Property.TOTAL,
                        rule,
                        rule.id() + " cannot be evaluated when it is asked to send " + Words.request(request)
                                + ". Every request on which a policy fails is refused.",
                        new Asked(request, false));
            } else if (effect.applies() == 0) {
                add(
                        Property.EFFECT,
                        rule,
                        rule.id() + " applies to no request that there can be. Remove or correct it.");
            } else if (effect.decides() == 0) {
                shadowed(rule, effect);
            }
        }
    }

    private void shadowed(PolicyRule rule, Effects.Effect effect) {
        boolean idle = effect.firstPermitted()[0] < 0;
        int[] at = idle ? effect.firstApplies() : effect.firstPermitted();
        SortedMap<String, String> request = space.request(at[0], at[1]);
        List<String> others = new ArrayList<>(composition.saying(TruthTable.YES, false, at[0], at[1]));
        if (rule.permits() && others.isEmpty()) {
            others.addAll(composition.saying(TruthTable.YES, true, at[0], at[1]));
        }
        others.remove(rule.id());
        others.addAll(composition.failing(at[0], at[1]));
        add(
                Property.SHADOW,
                rule,
                rule.id() + " decides nothing: without it every answer is the same. "
                        + (idle
                                ? "No policy permits any request that it forbids."
                                : "Asked to send " + Words.request(request) + ", it says what " + Words.policies(others)
                                        + " settles already.")
                        + " Remove it, or the one that covers it.",
                new Asked(request, composition.allows(at[0], at[1])));
    }

    private void add(Property property, PolicyRule rule, String sentence, Asked... asked) {
        claims.counterExamples().add(property, rule.id(), List.of(rule.id()), sentence, asked);
    }
}
