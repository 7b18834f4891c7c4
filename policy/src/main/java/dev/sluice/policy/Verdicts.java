package dev.sluice.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the policies say about one document and every endpoint, for as long as no date passes.
 *
 * @param reference about the reference closed API
 * @param byEndpoint by endpoint id
 * @param from first instant at which they hold
 * @param until first instant at which they no longer hold
 */
record Verdicts(Verdict reference, Map<String, Verdict> byEndpoint, Instant from, Instant until) {
    Verdicts {
        byEndpoint = Map.copyOf(byEndpoint);
    }

    boolean holdAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    boolean anyError() {
        return reference.error() || byEndpoint.values().stream().anyMatch(Verdict::error);
    }

    List<Verdict> of(List<Endpoint> endpoints) {
        return endpoints.stream().map(endpoint -> of(endpoint.id())).toList();
    }

    Verdict of(String endpoint) {
        return byEndpoint.getOrDefault(endpoint, Verdict.failed(List.of()));
    }
}
