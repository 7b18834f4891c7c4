package dev.sluice.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The endpoints that are still in the running. There is no way to add one. */
final class Field {
    private final List<Endpoint> all;
    private final Verdicts verdicts;
    private final boolean cleared;
    private final List<Endpoint> remaining;
    private final Map<String, Fall> falls = new HashMap<>();

    private record Fall(Stage stage, String reason) {}

    Field(List<Endpoint> endpoints, Verdicts verdicts, boolean cleared) {
        this.all = List.copyOf(endpoints);
        this.verdicts = verdicts;
        this.cleared = cleared;
        this.remaining = new ArrayList<>(endpoints);
    }

    void drop(Stage stage, String reason, Predicate<Endpoint> falls) {
        remaining.removeIf(endpoint -> {
            boolean fell = falls.test(endpoint);
            if (fell) {
                this.falls.put(endpoint.id(), new Fall(stage, reason));
            }
            return fell;
        });
    }

    List<Endpoint> remaining() {
        return List.copyOf(remaining);
    }

    Ranking ranking(Comparator<Endpoint> order) {
        List<Candidate> candidates = all.stream().map(this::candidate).toList();
        return new Ranking(candidates, remaining.stream().sorted(order).toList());
    }

    private Candidate candidate(Endpoint endpoint) {
        Optional<Fall> fall = Optional.ofNullable(falls.get(endpoint.id()));
        Verdict verdict = verdicts.of(endpoint.id());
        return new Candidate(
                endpoint.id(),
                endpoint.kind(),
                endpoint.configDigest(),
                verdict.permitted() && (cleared || endpoint.kind().inside()),
                fall.map(Fall::stage),
                fall.map(Fall::reason).orElse("SURVIVED"),
                verdict.policies());
    }
}
