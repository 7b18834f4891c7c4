package dev.sluice.ingest.rerun;

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
     * @param batchId the batch that makes the new attempts
     */
    record Started(RerunPlan plan, UUID batchId) implements RerunStart {}

    /**
     * Nothing was started: something would newly go outside (exit 3).
     *
     * @param plan as it now is
     */
    record Refused(RerunPlan plan) implements RerunStart {}

    /**
     * Nothing was started: the plan is not one that waits to be started, or it is empty.
     *
     * @param plan as it is
     */
    record NotStartable(RerunPlan plan) implements RerunStart {}
}
