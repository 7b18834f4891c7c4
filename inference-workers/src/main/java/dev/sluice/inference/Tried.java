package dev.sluice.inference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one delivery of a work item has tried so far: the endpoints that are out, and why. Confined to one thread. */
final class Tried {
    private final Set<String> excluded = new HashSet<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private boolean down;
    private String lastReason = "";

    /** Endpoints that the next decision takes for unavailable. */
    Set<String> excluded() {
        return Set.copyOf(excluded);
    }

    /** Takes an endpoint out because it cannot be used now: another day it may. */
    void down(String endpoint, String reason) {
        excluded.add(endpoint);
        down = true;
        lastReason = reason;
    }

    /** Takes an endpoint out because it will not do this document. */
    void rejected(String endpoint, String reason) {
        excluded.add(endpoint);
        lastReason = reason;
    }

    /** Counts a call that met a busy endpoint, and says how many there were. */
    int busy(String endpoint) {
        return busy.merge(endpoint, 1, Integer::sum);
    }

    /** What becomes of the attempt when no candidate is left. */
    Refusal whenNoneIsLeft() {
        if (excluded.isEmpty()) {
            return Refusal.waiting("NO_ELIGIBLE_ENDPOINT");
        }
        return down ? Refusal.waiting("ENDPOINT_DOWN") : Refusal.failed(lastReason);
    }
}
