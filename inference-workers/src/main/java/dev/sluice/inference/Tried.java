package dev.sluice.inference;

import dev.sluice.policy.OutsideCalls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one delivery of a work item has tried so far: the endpoints that are out, and why. Confined to one thread. */
final class Tried {
    private final Set<String> excluded = new HashSet<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private boolean down;
    private boolean refusedByModel;
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
        refusedByModel |= OutsideCalls.isByModel(reason);
        lastReason = reason;
    }

    /** Counts a call that met a busy endpoint, and says how many there were. */
    int busy(String endpoint) {
        return busy.merge(endpoint, 1, Integer::sum);
    }

    /**
     * What becomes of the attempt when no candidate of this pool is left.
     *
     * @param inside whether the decision has candidates inside, and this pool calls outside: they are tried before it ends
     */
    Refusal whenNoneIsLeft(boolean inside) {
        if (excluded.isEmpty()) {
            return Refusal.waiting("NO_ELIGIBLE_ENDPOINT");
        }
        if (down) {
            return Refusal.waiting("ENDPOINT_DOWN");
        }
        if (inside) {
            return Refusal.waiting("GOES_ON_INSIDE");
        }
        // After the last candidate comes a person, never somebody outside of the boundary.
        return refusedByModel ? Refusal.waiting("MODEL_REFUSED") : Refusal.failed(lastReason);
    }
}
