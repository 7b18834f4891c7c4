package dev.sluice.policy;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Stop;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<DecisionInputs.Filled> endpoints;
    private final Map<DocumentFacts, Verdicts> cache = new ConcurrentHashMap<>();

    /** Decides under one bundle, with its slots as they are filled in it. */
    public PolicyEngine(PolicyBundle bundle, Clock clock) {
        this.bundle = bundle;
        this.policies = bundle.policies();
        this.router = new Router(bundle.catalog(), bundle.routing());
        this.boundaries = new DateBoundaries(bundle.catalog());
        this.clock = clock;
        this.endpoints = bundle.catalog().endpoints().stream()
                .map(DecisionInputs.Filled::of)
                .toList();
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
        return decide(context, unavailable, clock.instant());
    }

    /**
     * Decides on what another decision was made from, at its moment, whatever time it is now.
     *
     * @see PolicyBundle#recall the bundle with its slots as they were filled then
     */
    public Decision decide(DecisionInputs inputs) {
        return decide(inputs.context(), inputs.unavailable(), inputs.moment());
    }

    private Decision decide(DocumentContext context, Set<String> unavailable, Instant now) {
        DecisionInputs inputs =
                new DecisionInputs(context, unavailable, bundle.digest(), endpoints, now, Optional.empty());
        return decide(inputs, counts(context, now) ? context : context.inDoubt());
    }

    /** Takes a context for settled. */
    private Decision settled(DocumentContext context, Instant now) {
        return decide(
                new DecisionInputs(context, Set.of(), bundle.digest(), endpoints, now, Optional.empty()), context);
    }

    /**
     * Whether the document's classification counts under this bundle today. Else it is decided on as a degraded one with
     * every category that it might have.
     */
    public boolean counts(DocumentContext context) {
        return counts(context, clock.instant());
    }

    private boolean counts(DocumentContext context, Instant now) {
        boolean stopped = context.exhaustiveness() == Exhaustiveness.PARTIAL;
        return context.validity()
                .map(validity -> validity.covers(bundle.digest(), LocalDate.ofInstant(now, ZoneOffset.UTC))
                        && (!stopped || isSettled(context, validity.atMost(), now)))
                .orElse(!stopped);
    }

    /**
     * Leave to end the classification of a document as soon as nothing more could change what is decided about it under
     * this bundle. Not for documents of which a rendition is wanted: that needs every finding.
     *
     * @param known the document before it is classified, with the categories that it has in any case
     */
    public Stop stop(DocumentContext known) {
        return new Stop(
                bundle.digest(),
                (found, most) -> isSettled(
                        known.classified(Exhaustiveness.PARTIAL, known.union(found), Optional.empty()),
                        known.union(most),
                        clock.instant()));
    }

    /**
     * Whether the decision on what was found is the decision on every set of categories up to {@code atMost}. Every one of
     * them is asked: what holds for the most need not hold for those between in a bundle that nobody has proved monotone.
     */
    private boolean isSettled(DocumentContext context, Set<Category> atMost, Instant now) {
        Decision early =
                settled(context.classified(Exhaustiveness.PARTIAL, context.categories(), Optional.empty()), now);
        List<Category> open = atMost.stream()
                .filter(category -> !context.categories().contains(category))
                .toList();
        for (int bits = 0; bits < 1 << open.size(); bits++) {
            Set<Category> more = EnumSet.noneOf(Category.class);
            for (int i = 0; i < open.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    more.add(open.get(i));
                }
            }
            DocumentContext whole =
                    context.classified(Exhaustiveness.EXHAUSTIVE, context.union(more), Optional.empty());
            if (!isSame(early, settled(whole, now))) {
                return false;
            }
        }
        return true;
    }

    /** Apart from their ids and from which policies determined them, as long as none of these asks a person. */
    private boolean isSame(Decision one, Decision other) {
        return one.route() == other.route()
                && one.cleared() == other.cleared()
                && bundle.asking(one).equals(bundle.asking(other))
                && one.reason().equals(other.reason())
                && permitted(one).equals(permitted(other))
                && one.endpoints().equals(other.endpoints());
    }

    private static List<String> permitted(Decision decision) {
        return decision.candidates().stream()
                .filter(Candidate::permitted)
                .map(Candidate::endpoint)
                .toList();
    }

    /** @param context as it counts: the one of the inputs, or that one in doubt */
    private Decision decide(DecisionInputs inputs, DocumentContext context) {
        Instant now = inputs.moment();
        Set<String> unavailable = inputs.unavailable();
        DocumentFacts facts = DocumentFacts.of(context, policies.vocabulary());
        Verdicts verdicts = verdicts(facts, now);
        if (!context.anythingRead()) {
            return withheld(DecisionReason.NOTHING_READ, verdicts, List.of(), inputs);
        }
        Optional<Clearable> clearable = Clearable.of(context);
        boolean cleared = clearable.isPresent() && verdicts.reference().permitted();
        if (!router.offers(context.task(), cleared)) {
            return withheld(DecisionReason.TASK_NOT_OFFERED, verdicts, List.of(), inputs);
        }
        if (cleared) {
            Ranking ranking = router.rank(verdicts, true, context, now, unavailable);
            return new Decision.Cleared(
                    clearable.orElseThrow(),
                    reason(DecisionReason.CLEARED, ranking),
                    determining(verdicts, ranking),
                    inputs,
                    ranking);
        }
        Ranking ranking = router.rank(verdicts, false, context, now, unavailable);
        if (ranking.candidates().stream().noneMatch(Candidate::permitted)) {
            DecisionReason why = verdicts.anyError() ? DecisionReason.POLICY_ERROR : DecisionReason.NOTHING_PERMITTED;
            return withheld(why, verdicts, determining(verdicts, ranking), inputs);
        }
        return new Decision.Restricted(
                reason(restriction(context, verdicts), ranking), determining(verdicts, ranking), inputs, ranking);
    }

    private static DecisionReason restriction(DocumentContext context, Verdicts verdicts) {
        if (verdicts.reference().error()) {
            return DecisionReason.POLICY_ERROR;
        }
        if (!context.complete()) {
            return DecisionReason.INCOMPLETE;
        }
        // One that stopped early comes here only where it counts: more findings would have changed nothing.
        if (context.exhaustiveness().compareTo(Exhaustiveness.PARTIAL) > 0) {
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

    private Decision withheld(
            DecisionReason reason, Verdicts verdicts, List<String> determining, DecisionInputs inputs) {
        return new Decision.Withheld(reason.name(), determining, inputs, router.nobody(verdicts, reason.name()));
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
