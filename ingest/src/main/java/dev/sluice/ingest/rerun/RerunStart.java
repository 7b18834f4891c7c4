package dev.sluice.ingest.rerun;

import java.util.List;
import java.util.UUID;

/** What became of the wish to start a plan. */
public sealed interface RerunStart {
    /**
     * The plan.
     *
     * @return as it now is
     */
    RerunPlan plan();

    /**
     * The plan was started.
     *
     * @param plan as it now is
     * @param batches those that make the new attempts
     */
    record Started(RerunPlan plan, List<UUID> batches) implements RerunStart {
        /** Copies its list. */
        public Started {
            batches = List.copyOf(batches);
        }
    }

    /**
     * Nothing was started (exit 3): something would newly go outside, or the list is long, and no second person approved it
     * yet. The plan waits for that.
     *
     * @param plan as it now is
     */
    record Refused(RerunPlan plan) implements RerunStart {}

    /**
     * Nothing was started: the plan is not one that waits to be started, it is empty, or it was not the list any more that
     * was frozen.
     *
     * @param plan as it is
     */
    record NotStartable(RerunPlan plan) implements RerunStart {}
}
