package dev.sluice.policy.replay;

import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionInputs;
import dev.sluice.policy.DecisionOutcome;
import dev.sluice.policy.PolicyBundle;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes stored decisions again from their inputs, under the bundle that made them, and compares byte for byte what comes out:
 * route, endpoints, reason, determining policies and what became of every endpoint. Not thread-safe.
 */
public final class Replay {
    private final Map<String, Engines> byDigest = new HashMap<>();

    /**
     * With these bundles.
     *
     * @param atHand only decisions that one of them made can be made again
     */
    public Replay(Collection<PolicyBundle> atHand) {
        atHand.forEach(bundle -> byDigest.put(bundle.digest(), new Engines(bundle, Clock.systemUTC())));
    }

    /** What came of making one again. */
    public enum Outcome {
        /** The same, byte for byte. */
        SAME,
        /** Something else came out: the record was altered, or this program decides otherwise than the one that decided. */
        DIFFERS,
        /** The inputs are not those that their digest is of, not of this decision's bundle, or cannot be read. */
        INPUTS_ALTERED,
        /** Decided before inputs were stored. */
        NO_INPUTS,
        /** The bundle that decided is not at hand. */
        NO_BUNDLE;

        /** Whether the record is not what the bundle decides. */
        public boolean isDifferent() {
            return this == DIFFERS || this == INPUTS_ALTERED;
        }
    }

    /**
     * One that was made again.
     *
     * @param again what came out, where it could be made
     */
    public record Replayed(Outcome outcome, Optional<Decision> again) {}

    /** Makes one again. */
    public Replayed replay(RecordedDecision recorded) {
        if (recorded.inputs().isEmpty()) {
            return without(Outcome.NO_INPUTS);
        }
        StoredInputs stored = recorded.inputs().get();
        DecisionInputs inputs;
        try {
            inputs = stored.read();
        } catch (DecisionInputs.UnreadableException altered) {
            return without(Outcome.INPUTS_ALTERED);
        }
        if (!stored.isIntact()
                || !Arrays.equals(inputs.canonical(), stored.canonical())
                || !inputs.bundleDigest().equals(recorded.decision().bundleDigest())) {
            return without(Outcome.INPUTS_ALTERED);
        }
        Engines engines = byDigest.get(inputs.bundleDigest());
        if (engines == null) {
            return without(Outcome.NO_BUNDLE);
        }
        Decision again;
        try {
            again = engines.with(inputs.endpoints()).decide(inputs);
        } catch (IllegalArgumentException impossible) {
            // What is said to have filled a slot could not have: nobody ever decided so.
            return without(Outcome.INPUTS_ALTERED);
        }
        byte[] then = DecisionOutcome.of(recorded.decision(), recorded.candidates());
        Outcome outcome = Arrays.equals(then, DecisionOutcome.of(again)) ? Outcome.SAME : Outcome.DIFFERS;
        return new Replayed(outcome, Optional.of(again));
    }

    private static Replayed without(Outcome outcome) {
        return new Replayed(outcome, Optional.empty());
    }
}
