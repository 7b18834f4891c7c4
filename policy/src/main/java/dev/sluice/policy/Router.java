package dev.sluice.policy;

import dev.sluice.policy.cost.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ranks the endpoints that the policies permit: sensitivity ▸ residency and contract ▸ licence ▸ capability ▸ cost ▸
 * latency ▸ availability. Stages work on a {@link Field}, which can only lose endpoints.
 */
final class Router {
    private final EndpointCatalog catalog;
    private final RoutingTable routing;

    Router(EndpointCatalog catalog, RoutingTable routing) {
        this.catalog = catalog;
        this.routing = routing;
    }

    Ranking rank(Verdicts verdicts, boolean cleared, DocumentContext context, Instant now, Set<String> unavailable) {
        Field field = new Field(catalog.endpoints(), verdicts, cleared);
        sensitivityToLicence(field, verdicts, cleared);
        field.drop(Stage.AVAILABILITY, "NOT_FILLED", endpoint -> !endpoint.filled());
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        capability(field, cleared, context);
        context.maxCost().ifPresent(limit -> cost(field, estimate(context.task(), context.textLength(), day), limit));
        context.deadline().ifPresent(deadline -> latency(field, now, deadline));
        field.drop(Stage.AVAILABILITY, "UNAVAILABLE", endpoint -> unavailable.contains(endpoint.id()));
        field.drop(
                Stage.AVAILABILITY,
                "SHUT_DOWN",
                endpoint -> endpoint.registered()
                        .filter(model -> !model.isOffered(day))
                        .isPresent());
        return field.ranking(order(cleared, context.task(), estimate(context.task(), context.textLength(), day)));
    }

    /** Whether any endpoint of the bundle, filled or not, does a task for documents that are cleared, or that are not. */
    boolean offers(String task, boolean cleared) {
        return catalog.endpoints().stream().anyMatch(endpoint -> routing.offers(task, cleared, endpoint));
    }

    /** Nobody is a candidate, whatever the policies say about each. */
    List<Candidate> nobody(Verdicts verdicts, String reason) {
        return catalog.endpoints().stream()
                .map(endpoint -> new Candidate(
                        endpoint.id(),
                        endpoint.kind(),
                        endpoint.configDigest(),
                        false,
                        Optional.of(Stage.SENSITIVITY),
                        reason,
                        verdicts.of(endpoint.id()).policies()))
                .toList();
    }

    private static void sensitivityToLicence(Field field, Verdicts verdicts, boolean cleared) {
        field.drop(
                Stage.SENSITIVITY,
                "POLICY_ERROR",
                endpoint -> verdicts.of(endpoint.id()).error());
        for (Stage stage : List.of(Stage.SENSITIVITY, Stage.RESIDENCY_AND_CONTRACT, Stage.LICENCE)) {
            field.drop(stage, "POLICY", endpoint -> {
                Verdict verdict = verdicts.of(endpoint.id());
                return !verdict.permitted() && verdict.stage() == stage;
            });
        }
        // Whatever a bundle permits: outside is for cleared documents, and a verdict that permits is the only way in.
        field.drop(
                Stage.SENSITIVITY,
                "NOT_CLEARED",
                endpoint -> !cleared && !endpoint.kind().inside());
        field.drop(
                Stage.SENSITIVITY,
                "POLICY",
                endpoint -> !verdicts.of(endpoint.id()).permitted());
    }

    private void capability(Field field, boolean cleared, DocumentContext context) {
        field.drop(Stage.CAPABILITY, "TASK", endpoint -> !endpoint.tasks().contains(context.task()));
        field.drop(
                Stage.CAPABILITY,
                "NOT_IN_TIER",
                endpoint -> routing.rank(context.task(), cleared, endpoint.id()).isEmpty());
        field.drop(Stage.CAPABILITY, "CONTEXT", endpoint -> context.textLength() > endpoint.usableContext());
        TaskNeeds needs = routing.needs(context.task());
        field.drop(Stage.CAPABILITY, "STRUCTURE", endpoint -> !needs.formHeldBy(endpoint));
        field.drop(Stage.CAPABILITY, "LANGUAGE", endpoint -> !needs.spokenBy(endpoint));
    }

    /** What the document is expected to cost at an endpoint; empty where nobody said what it asks on that day. */
    private Function<Endpoint, Optional<BigDecimal>> estimate(String task, long length, LocalDate day) {
        Tokens tokens = Tokens.estimate(length, routing.needs(task).outputTokens());
        return endpoint -> endpoint.prices().on(day).map(prices -> prices.cost(tokens));
    }

    /** A limit chooses among what is permitted; if nobody meets it, the cheapest do the work. */
    private static void cost(Field field, Function<Endpoint, Optional<BigDecimal>> estimate, BigDecimal limit) {
        Predicate<Endpoint> dear = endpoint -> estimate.apply(endpoint)
                .filter(cost -> cost.compareTo(limit) <= 0)
                .isEmpty();
        if (!field.remaining().stream().allMatch(dear)) {
            field.drop(Stage.COST, "OVER_LIMIT", dear);
            return;
        }
        Optional<BigDecimal> cheapest = field.remaining().stream()
                .flatMap(endpoint -> estimate.apply(endpoint).stream())
                .min(Comparator.naturalOrder());
        cheapest.ifPresent(least -> field.drop(
                Stage.COST,
                "NOT_CHEAPEST",
                endpoint -> estimate.apply(endpoint)
                        .filter(cost -> cost.compareTo(least) == 0)
                        .isEmpty()));
    }

    /** As the cost: if nobody is in time, the fastest are late. */
    private static void latency(Field field, Instant now, Instant deadline) {
        Predicate<Endpoint> late = endpoint -> now.plus(endpoint.typicalTime()).isAfter(deadline);
        if (!field.remaining().stream().allMatch(late)) {
            field.drop(Stage.LATENCY, "TOO_LATE", late);
            return;
        }
        field.remaining().stream()
                .map(Endpoint::typicalTime)
                .min(Comparator.naturalOrder())
                .ifPresent(least -> field.drop(
                        Stage.LATENCY,
                        "NOT_FASTEST",
                        endpoint -> !endpoint.typicalTime().equals(least)));
    }

    /** By rank; inside one rank the cheaper first, an unknown price last. */
    private Comparator<Endpoint> order(
            boolean cleared, String task, Function<Endpoint, Optional<BigDecimal>> estimate) {
        return Comparator.<Endpoint>comparingInt(
                        endpoint -> routing.rank(task, cleared, endpoint.id()).orElse(Integer.MAX_VALUE))
                .thenComparing(endpoint -> estimate.apply(endpoint).isEmpty())
                .thenComparing(endpoint -> estimate.apply(endpoint).orElse(BigDecimal.ZERO))
                .thenComparing(Endpoint::id);
    }
}
