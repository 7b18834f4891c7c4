package dev.sluice.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What came of a decision, in one byte form, so that two can be compared: all of it but its id. */
public final class DecisionOutcome {
    private static final JsonMapper JSON = JsonMapper.shared();

    private DecisionOutcome() {}

    /** Of a decision that was just made. */
    public static byte[] of(Decision decision) {
        return form(
                decision.route(),
                decision.cleared(),
                decision.reason(),
                decision.policies(),
                decision.endpoints().stream().map(Endpoint::id).toList(),
                candidates(decision));
    }

    /**
     * Of one that is stored.
     *
     * @param candidates what {@link #candidates} made of them, as JSON
     */
    public static byte[] of(StoredDecision decision, String candidates) {
        return form(
                decision.route(),
                decision.cleared(),
                decision.reason(),
                decision.policies(),
                decision.endpoints(),
                JSON.readValue(candidates, List.class));
    }

    private static byte[] form(
            Route route,
            boolean cleared,
            String reason,
            List<String> policies,
            List<String> endpoints,
            List<?> candidates) {
        return Canonical.json(Map.of(
                "route", route.name(),
                "cleared", cleared,
                "reason", reason,
                "policies", policies,
                "endpoints", endpoints,
                "candidates", candidates));
    }

    /** Every endpoint and what became of it, as it is stored. */
    static List<Map<String, Object>> candidates(Decision decision) {
        List<Map<String, Object>> candidates = new ArrayList<>();
        for (Candidate candidate : decision.candidates()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("endpoint", candidate.endpoint());
            one.put("kind", candidate.kind().name());
            one.put("config", candidate.configDigest());
            one.put("permitted", candidate.permitted());
            candidate.fellAt().ifPresent(stage -> one.put("fellAt", stage.name()));
            one.put("reason", candidate.reason());
            one.put("policies", candidate.policies());
            candidates.add(one);
        }
        return candidates;
    }
}
