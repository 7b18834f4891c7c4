package dev.sluice.ingest.rerun;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.audit.Outcome;
import dev.sluice.ingest.IngestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts, pauses and stops frozen plans, and finds them. Whether a plan may start, and what may newly go outside in it, the
 * database checks once more. Any node carries out what was started; this class runs nothing.
 */
public final class RerunControl {
    private final PlanTable table;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Runnable started;

    /**
     * Works as role INGEST.
     *
     * @param asIngest the database as role INGEST
     * @param started called when a plan was started or goes on
     */
    public RerunControl(DataSource asIngest, Runnable started) {
        this.table = new PlanTable(asIngest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(asIngest));
        this.audit = new AuditLog(asIngest);
        this.started = started;
    }

    /**
     * Starts a frozen plan: a batch for each range that its documents came in, with the plan as its run.
     *
     * @param planId the plan
     * @param reason the operator's reason code, letters, digits and {@code ._:/@+=-}
     * @param rate documents a minute, over all batches; empty: as fast as it goes
     * @param actor who asks
     * @return started, refused as long as nobody else approved what needs it, or not startable
     * @throws IngestException if there is no such plan, the reason is no code or the rate not above zero
     */
    public RerunStart start(UUID planId, String reason, Optional<Integer> rate, Actor actor) {
        if (!RerunPlans.isReason(reason)) {
            throw new IngestException("a reason is " + RerunPlans.REASON_FORM);
        }
        if (rate.filter(documents -> documents < 1).isPresent()) {
            throw new IngestException("a rate is a number of documents a minute, at least 1");
        }
        RerunStart result = transaction.execute(status -> startLocked(planId, reason, rate, actor));
        if (result instanceof RerunStart.Started) {
            started.run();
        }
        return result == null ? new RerunStart.NotStartable(require(planId)) : result;
    }

    private RerunStart startLocked(UUID planId, String reason, Optional<Integer> rate, Actor actor) {
        table.lock(planId);
        RerunPlan plan = require(planId);
        if (!plan.state().equals("FROZEN") || plan.items() == 0) {
            return new RerunStart.NotStartable(plan);
        }
        if (!table.unchanged(planId)) {
            record(AuditEvents.RERUN_REFUSED, Outcome.REFUSED, "LIST_CHANGED", plan, actor);
            return new RerunStart.NotStartable(plan);
        }
        if (plan.needsApproval() && !table.approved(planId)) {
            String why = plan.newlyOut() > 0 ? "NEWLY_OUT" : "FOUR_EYES";
            record(AuditEvents.RERUN_REFUSED, Outcome.REFUSED, why, plan, actor);
            return new RerunStart.Refused(plan);
        }
        table.start(planId, reason, rate);
        List<UUID> batches = table.planBatches(planId);
        record(AuditEvents.RERUN_STARTED, Outcome.SUCCESS, reason, plan, actor);
        return new RerunStart.Started(require(planId), batches);
    }

    /**
     * Pauses a plan that runs. Once this has returned, no new attempt is written for it: what a node has in hand is dropped,
     * and done anew when the plan goes on.
     *
     * @param planId a plan over documents, or over messages of quarantine
     * @param actor who asks
     * @return whether it ran
     * @throws IngestException if there is no such plan
     */
    public boolean pause(UUID planId, Actor actor) {
        return moved(planId, Set.of("STARTED"), "PAUSED", AuditEvents.RERUN_PAUSED, actor);
    }

    /**
     * Lets a paused plan go on.
     *
     * @param planId a plan over documents, or over messages of quarantine
     * @param actor who asks
     * @return whether it was paused
     * @throws IngestException if there is no such plan
     */
    public boolean resume(UUID planId, Actor actor) {
        boolean resumed = moved(planId, Set.of("PAUSED"), "STARTED", AuditEvents.RERUN_RESUMED, actor);
        if (resumed) {
            started.run();
        }
        return resumed;
    }

    /**
     * Ends a plan where it is, for good. New attempts that it made stay.
     *
     * @param planId a plan over documents, or over messages of quarantine
     * @param actor who asks
     * @return whether it had not ended yet
     * @throws IngestException if there is no such plan
     */
    public boolean stop(UUID planId, Actor actor) {
        return moved(planId, Set.of("FROZEN", "STARTED", "PAUSED"), "STOPPED", AuditEvents.RERUN_STOPPED, actor);
    }

    private boolean moved(UUID planId, Set<String> from, String to, String event, Actor actor) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            String state =
                    table.lock(planId).orElseThrow(() -> new IngestException("there is no rerun plan " + planId));
            if (!from.contains(state)) {
                return false;
            }
            switch (to) {
                case "PAUSED" -> table.park(planId);
                case "STOPPED" -> table.abandon(planId);
                default -> {
                    // Its batches are there to be taken as soon as the plan runs.
                }
            }
            table.move(planId, to);
            audit.append(List.of(AuditEvent.of(event, actor)
                    .outcome(Outcome.SUCCESS, null)
                    .with(Map.of("plan", planId, "from", state))));
            return true;
        }));
    }

    /**
     * Finds a plan.
     *
     * @param planId its id
     * @return the plan, if there is one over documents
     */
    public Optional<RerunPlan> find(UUID planId) {
        return table.find(planId);
    }

    private RerunPlan require(UUID planId) {
        return find(planId).orElseThrow(() -> new IngestException("there is no rerun plan " + planId));
    }

    private void record(String type, Outcome outcome, String reason, RerunPlan plan, Actor actor) {
        AuditEvent event = AuditEvent.of(type, actor)
                .outcome(outcome, reason)
                .with(Map.of(
                        "plan", plan.planId(),
                        "list", plan.listDigest(),
                        "items", plan.items(),
                        "newlyOut", plan.newlyOut(),
                        "approvedBy", plan.approvedBy().orElse("nobody")));
        audit.append(List.of(plan.batchId().map(event::batch).orElse(event)));
    }
}
