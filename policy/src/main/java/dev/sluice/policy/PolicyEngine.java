package dev.sluice.policy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides. Default deny; a forbid outweighs every permit; any error denies. Answers of the policies are cached by what
 * policies may know, until the next date of the bundle. Thread-safe.
 */
public final class PolicyEngine {
    private static final int MAX_CACHED = 16_384;

    private final PolicyBundle bundle;
    private final CedarPolicies policies;
    private final Router router;
    private final DateBoundaries boundaries;
    private final Clock clock;
    private final Map<DocumentFacts, Verdicts> cache = new ConcurrentHashMap<>();

    /** Decides under one bundle, with its slots as they are filled in it. */
    public PolicyEngine(PolicyBundle bundle, Clock clock) {
        this.bundle = bundle;
        this.policies = bundle.policies();
        this.router = new Router(bundle.catalog(), bundle.routing());
        this.boundaries = new DateBoundaries(bundle.catalog());
        this.clock = clock;
    }

    /** The bundle that decides. */
    public PolicyBundle bundle() {
        return bundle;
    }

    /** Decides; never throws for a document. */
    public Decision decide(DocumentContext context) {
        return decide(context, Set.of());
    }

    /**
     * Decides while some endpoints are down. The same filter runs again, so a fallback never leaves the boundary.
     *
     * @param unavailable ids of endpoints that are down
     */
    public Decision decide(DocumentContext context, Set<String> unavailable) {
        Instant now = clock.instant();
        DocumentFacts facts = DocumentFacts.of(context, policies.vocabulary());
        Verdicts verdicts = verdicts(facts, now);
        if (!context.anythingRead()) {
            return withheld(DecisionReason.NOTHING_READ, verdicts, List.of());
        }
        if (mayBeCleared(context) && verdicts.reference().permitted()) {
            Ranking ranking = router.rank(verdicts, true, context, now, unavailable);
            return new Decision.Cleared(
                    reason(DecisionReason.CLEARED, ranking), determining(verdicts, ranking), bundle.digest(), ranking);
        }
        Ranking ranking = router.rank(verdicts, false, context, now, unavailable);
        if (ranking.candidates().stream().noneMatch(Candidate::permitted)) {
            DecisionReason why = verdicts.anyError() ? DecisionReason.POLICY_ERROR : DecisionReason.NOTHING_PERMITTED;
            return withheld(why, verdicts, determining(verdicts, ranking));
        }
        return new Decision.Restricted(
                reason(restriction(context, verdicts), ranking),
                determining(verdicts, ranking),
                bundle.digest(),
                ranking);
    }

    /** What no bundle can permit. */
    private static boolean mayBeCleared(DocumentContext context) {
        return context.complete()
                && context.exhaustiveness() == Exhaustiveness.EXHAUSTIVE
                && context.minSensitivity().compareTo(MinimumSensitivity.INTERNAL) <= 0;
    }

    private static DecisionReason restriction(DocumentContext context, Verdicts verdicts) {
        if (verdicts.reference().error()) {
            return DecisionReason.POLICY_ERROR;
        }
        if (!context.complete()) {
            return DecisionReason.INCOMPLETE;
        }
        if (context.exhaustiveness() != Exhaustiveness.EXHAUSTIVE) {
            return DecisionReason.NOT_EXHAUSTIVE;
        }
        if (context.minSensitivity().compareTo(MinimumSensitivity.INTERNAL) > 0) {
            return DecisionReason.MINIMUM_SENSITIVITY;
        }
        return DecisionReason.POLICY;
    }

    private static String reason(DecisionReason otherwise, Ranking ranking) {
        return (ranking.endpoints().isEmpty() ? DecisionReason.NO_ELIGIBLE_ENDPOINT : otherwise).name();
    }

    /** What decided about leaving, and what permits those who are left. */
    private static List<String> determining(Verdicts verdicts, Ranking ranking) {
        Set<String> ids = new TreeSet<>(verdicts.reference().policies());
        verdicts.of(ranking.endpoints()).forEach(verdict -> ids.addAll(verdict.policies()));
        return List.copyOf(ids);
    }

    private Decision withheld(DecisionReason reason, Verdicts verdicts, List<String> determining) {
        return new Decision.Withheld(
                reason.name(), determining, bundle.digest(), router.nobody(verdicts, reason.name()));
    }

    private Verdicts verdicts(DocumentFacts facts, Instant now) {
        Verdicts cached = cache.get(facts);
        if (cached != null && cached.holdAt(now)) {
            return cached;
        }
        Verdicts fresh = evaluate(facts, now);
        if (!fresh.anyError()) {
            if (cache.size() >= MAX_CACHED) {
                cache.clear();
            }
            cache.put(facts, fresh);
        }
        return fresh;
    }

    private Verdicts evaluate(DocumentFacts facts, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Residency residency = facts.residency();
        Map<String, Verdict> byEndpoint = new HashMap<>();
        for (Endpoint endpoint : bundle.catalog().endpoints()) {
            EndpointProfile profile = EndpointProfile.of(endpoint, residency, policies.vocabulary(), day);
            byEndpoint.put(endpoint.id(), policies.verdict(facts, profile));
        }
        Verdict reference = policies.verdict(facts, EndpointProfile.reference(residency));
        return new Verdicts(reference, byEndpoint, boundaries.last(now), boundaries.next(now));
    }
}
