package dev.sluice.policy.replay;

import dev.sluice.policy.DecisionInputs;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Engines of one bundle, one for each way in which its slots were filled. Few are kept. Not thread-safe. */
final class Engines {
    private static final int MOST = 16;

    private final PolicyBundle bundle;
    private final Clock clock;
    private final Map<List<DecisionInputs.Filled>, PolicyEngine> engines = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<DecisionInputs.Filled>, PolicyEngine> eldest) {
            return size() > MOST;
        }
    };

    Engines(PolicyBundle bundle, Clock clock) {
        this.bundle = bundle;
        this.clock = clock;
    }

    /** The one for slots as they were filled then. */
    PolicyEngine with(List<DecisionInputs.Filled> endpoints) {
        PolicyEngine known = engines.get(endpoints);
        if (known == null) {
            known = new PolicyEngine(bundle.recall(endpoints), clock);
            engines.put(List.copyOf(endpoints), known);
        }
        return known;
    }
}
