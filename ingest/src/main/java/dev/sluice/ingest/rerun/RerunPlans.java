package dev.sluice.ingest.rerun;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.audit.Outcome;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.IngestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Freezes lists of documents to run again, and starts them where nothing would newly go outside. A rerun reads the stored
 * originals and makes new attempts; earlier ones stay as they are.
 */
public final class RerunPlans {
    /** What {@link #isReason} takes, in words. */
    public static final String REASON_FORM = "a code of letters, digits and ._:/@+=-, at most 100";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,100}");
    private static final String OUTSIDE = "EXTERNAL";

    private final PlanTable table;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final String bundle;
    private final Function<UUID, String> routeNow;
    private final Runnable started;

    /**
     * Plans as role INGEST.
     *
     * @param asIngest the database as role INGEST
     * @param bundle digest of the policy bundle in force, lower-case hex
     * @param routeNow what the policy in force would decide about a stored document
     * @param started called when a plan was started
     */
    public RerunPlans(DataSource asIngest, String bundle, Function<UUID, String> routeNow, Runnable started) {
        this.table = new PlanTable(asIngest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(asIngest));
        this.audit = new AuditLog(asIngest);
        this.bundle = bundle;
        this.routeNow = routeNow;
        this.started = started;
    }

    /**
     * Chooses documents of a batch, decides about each anew under the policy in force, and freezes the list.
     *
     * @param batchId the batch
     * @param selector which of its documents; {@link RerunSelector#LISTED} needs
     *     {@link #freezeDocuments(UUID, Set, String, Actor)}
     * @param reason the operator's reason code, letters, digits and {@code ._:/@+=-}
     * @param actor who asks
     * @return the plan; nothing has been run
     * @throws IngestException if there is no such batch or the reason is no code
     */
    public RerunPlan freeze(UUID batchId, RerunSelector selector, String reason, Actor actor) {
        if (selector == RerunSelector.LISTED) {
            throw new IngestException("a list of documents is needed to choose by it");
        }
        return freeze(batchId, selector, Set.of(), reason, actor);
    }

    /**
     * As {@link #freeze(UUID, RerunSelector, String, Actor)}, with named documents of a batch.
     *
     * @param batchId the batch
     * @param documents those to run again; one that the batch did not work on, whose newest attempt has not ended, or that
     *     was erased is left out, as the plan's count shows
     * @param reason the operator's reason code, letters, digits and {@code ._:/@+=-}
     * @param actor who asks
     * @return the plan; nothing has been run
     * @throws IngestException if there is no such batch or the reason is no code
     */
    public RerunPlan freezeDocuments(UUID batchId, Set<UUID> documents, String reason, Actor actor) {
        return freeze(batchId, RerunSelector.LISTED, documents, reason, actor);
    }

    /**
     * Whether a reason is a code, so that nothing else gets into the record.
     *
     * @param reason an operator's reason
     * @return true for letters, digits and {@code ._:/@+=-}, at most 100
     */
    public static boolean isReason(String reason) {
        return CODE.matcher(reason).matches();
    }

    private RerunPlan freeze(UUID batchId, RerunSelector selector, Set<UUID> listed, String reason, Actor actor) {
        if (!isReason(reason)) {
            throw new IngestException("a reason is " + REASON_FORM);
        }
        if (!table.batchExists(batchId)) {
            throw new IngestException("there is no batch " + batchId);
        }
        List<PlanTable.Item> items = new ArrayList<>();
        for (PlanTable.Chosen chosen : table.choose(batchId, selector, listed, bundle)) {
            items.add(new PlanTable.Item(chosen, routeNow.apply(chosen.documentId())));
        }
        UUID planId = UuidV7.next();
        int newlyOut = (int) items.stream().filter(RerunPlans::newlyOut).count();
        String digest = digest(items);
        transaction.executeWithoutResult(status -> {
            table.insert(planId, batchId, selector, reason, digest, newlyOut, actor.id(), items);
            audit.append(List.of(AuditEvent.of(AuditEvents.RERUN_PLANNED, actor)
                    .outcome(Outcome.SUCCESS, reason)
                    .batch(batchId)
                    .with(Map.of(
                            "plan", planId,
                            "selector", selector,
                            "list", digest,
                            "items", items.size(),
                            "newlyOut", newlyOut))));
        });
        return find(planId).orElseThrow();
    }

    /**
     * Starts a frozen plan: a batch with the plan as its run.
     *
     * @param planId the plan
     * @param actor who asks
     * @return started, refused because something would newly go outside, or not startable
     * @throws IngestException if there is no such plan
     */
    public RerunStart start(UUID planId, Actor actor) {
        RerunStart result = transaction.execute(status -> startLocked(planId, actor));
        if (result instanceof RerunStart.Started) {
            started.run();
        }
        return result == null ? new RerunStart.NotStartable(require(planId)) : result;
    }

    private RerunStart startLocked(UUID planId, Actor actor) {
        table.lock(planId);
        RerunPlan plan = require(planId);
        if (!plan.state().equals("FROZEN") || plan.items() == 0) {
            return new RerunStart.NotStartable(plan);
        }
        if (plan.newlyOut() > 0) {
            table.move(planId, "REFUSED");
            record(AuditEvents.RERUN_REFUSED, Outcome.REFUSED, "NEWLY_OUT", plan, actor);
            return new RerunStart.Refused(require(planId));
        }
        UUID batchId = UuidV7.next();
        table.move(planId, "STARTED");
        table.planBatch(batchId, planId, plan.batchId());
        record(AuditEvents.RERUN_STARTED, Outcome.SUCCESS, plan.reason(), plan, actor);
        return new RerunStart.Started(require(planId), batchId);
    }

    /**
     * Finds a plan.
     *
     * @param planId its id
     * @return the plan, if there is one
     */
    public Optional<RerunPlan> find(UUID planId) {
        return table.find(planId);
    }

    private RerunPlan require(UUID planId) {
        return find(planId).orElseThrow(() -> new IngestException("there is no rerun plan " + planId));
    }

    private void record(String type, Outcome outcome, String reason, RerunPlan plan, Actor actor) {
        audit.append(List.of(AuditEvent.of(type, actor)
                .outcome(outcome, reason)
                .batch(plan.batchId())
                .with(Map.of("plan", plan.planId(), "items", plan.items(), "newlyOut", plan.newlyOut()))));
    }

    private static boolean newlyOut(PlanTable.Item item) {
        return item.newRoute().equals(OUTSIDE) && !OUTSIDE.equals(item.chosen().oldRoute());
    }

    private static String digest(List<PlanTable.Item> items) {
        StringBuilder list = new StringBuilder();
        for (PlanTable.Item item : items) {
            list.append(item.chosen().documentId())
                    .append(' ')
                    .append(item.chosen().attempt())
                    .append('\n');
        }
        return sha256(list.toString());
    }

    static String sha256(String list) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }
}
