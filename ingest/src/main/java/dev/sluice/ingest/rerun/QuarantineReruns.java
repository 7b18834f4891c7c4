package dev.sluice.ingest.rerun;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.audit.Outcome;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.query.QuarantineSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Freezes lists of messages of quarantine to run again, and starts them. Each message then goes through intake as if it came
 * again, under the settings that the node has: it becomes a document, or it stays with the reason that it has now. Nothing
 * was ever decided about it, so nothing that was kept inside can newly go out.
 */
public final class QuarantineReruns {
    private final QuarantineList list;
    private final PlanTable plans;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Runnable started;

    /**
     * Plans as role INGEST.
     *
     * @param asIngest the database as role INGEST
     * @param started called when a plan was started
     */
    public QuarantineReruns(DataSource asIngest, Runnable started) {
        this.list = new QuarantineList(asIngest);
        this.plans = new PlanTable(asIngest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(asIngest));
        this.audit = new AuditLog(asIngest);
        this.started = started;
    }

    /**
     * Chooses messages that are in quarantine now, and freezes the list.
     *
     * @param selection which; it says something
     * @param reason the operator's reason code, letters, digits and {@code ._:/@+=-}
     * @param actor who asks
     * @return the plan; nothing has been run
     * @throws IngestException if the selection says nothing or the reason is no code
     */
    public QuarantinePlan freeze(QuarantineSelection selection, String reason, Actor actor) {
        if (!RerunPlans.isReason(reason)) {
            throw new IngestException("a reason is " + RerunPlans.REASON_FORM);
        }
        if (selection.everything()) {
            throw new IngestException("a rerun of quarantine needs ids, a cause, a batch or a topic");
        }
        UUID planId = UuidV7.next();
        transaction.executeWithoutResult(status -> {
            List<UUID> messages = list.choose(selection);
            String digest =
                    RerunPlans.sha256(messages.stream().map(id -> id + "\n").collect(Collectors.joining()));
            list.insert(planId, reason, digest, actor.id(), messages);
            Map<String, Object> detail = new TreeMap<>(Map.of(
                    "plan", planId, "selector", QuarantineList.SELECTOR, "list", digest, "items", messages.size()));
            selection.cause().ifPresent(cause -> detail.put("cause", cause));
            selection.topic().ifPresent(topic -> detail.put("topic", topic));
            AuditEvent planned = AuditEvent.of(AuditEvents.RERUN_PLANNED, actor)
                    .outcome(Outcome.SUCCESS, reason)
                    .with(detail);
            audit.append(List.of(selection.batch().map(planned::batch).orElse(planned)));
        });
        return require(planId);
    }

    /**
     * Starts a frozen plan: a batch for each range that its messages came in, with the plan as its run.
     *
     * @param planId the plan
     * @param actor who asks
     * @return the batches; none where the plan is empty or not one that waits to be started
     * @throws IngestException if there is no such plan
     */
    public List<UUID> start(UUID planId, Actor actor) {
        List<UUID> batches = transaction.execute(status -> startLocked(planId, actor));
        if (batches == null || batches.isEmpty()) {
            return List.of();
        }
        started.run();
        return batches;
    }

    private List<UUID> startLocked(UUID planId, Actor actor) {
        plans.lock(planId);
        QuarantinePlan plan = require(planId);
        if (!plan.state().equals("FROZEN") || plan.messages().isEmpty()) {
            return List.of();
        }
        plans.move(planId, "STARTED");
        List<UUID> batches = new ArrayList<>();
        for (UUID source : list.sources(planId)) {
            UUID batchId = UuidV7.next();
            plans.planBatch(batchId, planId, source);
            batches.add(batchId);
        }
        audit.append(List.of(AuditEvent.of(AuditEvents.RERUN_STARTED, actor)
                .outcome(Outcome.SUCCESS, plan.reason())
                .with(Map.of(
                        "plan", planId,
                        "selector", QuarantineList.SELECTOR,
                        "list", plan.listDigest(),
                        "items", plan.messages().size(),
                        "batches", batches.size()))));
        return batches;
    }

    /**
     * Finds a plan.
     *
     * @param planId its id
     * @return the plan, if there is one over messages of quarantine
     */
    public Optional<QuarantinePlan> find(UUID planId) {
        return list.find(planId);
    }

    /**
     * Where a plan stands: cheaper than {@link #find(UUID)} for whoever waits for its end.
     *
     * @param planId its id
     * @return its state, if there is one over messages of quarantine
     */
    public Optional<String> state(UUID planId) {
        return list.state(planId);
    }

    /**
     * Gives a plan up that has not ended. What was taken stays a document; what was not stays in quarantine with the reason
     * that it has, for another plan.
     *
     * @param planId the plan
     * @param reason the operator's reason code, letters, digits and {@code ._:/@+=-}
     * @param actor who asks
     * @return whether it was given up; false for one that has ended or was given up before
     * @throws IngestException if there is no such plan or the reason is no code
     */
    public boolean cancel(UUID planId, String reason, Actor actor) {
        if (!RerunPlans.isReason(reason)) {
            throw new IngestException("a reason is " + RerunPlans.REASON_FORM);
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            plans.lockBatches(planId);
            plans.lock(planId);
            String state = state(planId)
                    .orElseThrow(
                            () -> new IngestException("there is no plan " + planId + " over messages of quarantine"));
            if (!List.of("FROZEN", "STARTED", "PAUSED").contains(state)) {
                return false;
            }
            plans.move(planId, "CANCELLED");
            plans.cancelBatches(planId);
            audit.append(List.of(AuditEvent.of(AuditEvents.RERUN_CANCELLED, actor)
                    .outcome(Outcome.SUCCESS, reason)
                    .with(Map.of("plan", planId, "selector", QuarantineList.SELECTOR, "state", state))));
            return true;
        }));
    }

    private QuarantinePlan require(UUID planId) {
        return find(planId)
                .orElseThrow(() -> new IngestException("there is no plan " + planId + " over messages of quarantine"));
    }
}
