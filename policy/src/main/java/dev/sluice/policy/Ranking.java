package dev.sluice.policy;

import java.util.List;

/** What the router made of the catalog: every endpoint's fate, and the survivors, best first. */
record Ranking(List<Candidate> candidates, List<Endpoint> endpoints) {
    Ranking {
        candidates = List.copyOf(candidates);
        endpoints = List.copyOf(endpoints);
    }
}
