package dev.sluice.ingest.rerun;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.audit.Outcome;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Freezes lists of documents to run again, and starts them. A rerun reads the stored originals and makes new attempts;
 * earlier ones stay as they are. What would newly go outside, and a long list, need a second person
 * ({@link RerunApprovals}).
 */
public final class RerunPlans {
    /** What {@link #isReason} takes, in words. */
    public static final String REASON_FORM = "a code of letters, digits and ._:/@+=-, at most 100";

    /** Documents that one person may start alone; a longer list needs a second one. */
    public static final int MOST_ALONE = 1000;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,100}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PlanTable table;
    private final PlanList list;
    private final RerunControl control;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final String bundle;
    private final RouteNow routeNow;
    private final int fourEyesAbove;

    /** Decides about a stored document without writing anything. */
    public interface RouteNow {
        /**
         * Its route, and who outside may get it.
         *
         * @param documentId our id
         * @param retryCrashed whether it is read again even if it ended child processes before
         * @return what would be decided
         */
        Foreseen of(UUID documentId, boolean retryCrashed);
    }

    /**
     * Plans as role INGEST.
     *
     * @param asIngest the database as role INGEST
     * @param bundle digest of the policy bundle in force, lower-case hex
     * @param routeNow what the policy in force would decide about a stored document
     * @param started called when a plan was started
     */
    public RerunPlans(DataSource asIngest, String bundle, RouteNow routeNow, Runnable started) {
        this(asIngest, bundle, routeNow, started, MOST_ALONE);
    }

    /**
     * As {@link #RerunPlans(DataSource, String, RouteNow, Runnable)}.
     *
     * @param fourEyesAbove how many documents one person starts alone: 0 to {@link #MOST_ALONE}
     */
    public RerunPlans(DataSource asIngest, String bundle, RouteNow routeNow, Runnable started, int fourEyesAbove) {
        if (fourEyesAbove < 0 || fourEyesAbove > MOST_ALONE) {
            throw new IllegalArgumentException("one person starts 0 to " + MOST_ALONE + " documents alone");
        }
        this.table = new PlanTable(asIngest);
        this.list = new PlanList(asIngest);
        this.control = new RerunControl(asIngest, started);
        this.fourEyesAbove = fourEyesAbove;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(asIngest));
        this.audit = new AuditLog(asIngest);
        this.bundle = bundle;
        this.routeNow = routeNow;
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
        return freeze(batchId, selector, false, reason, actor);
    }

    /**
     * As {@link #freeze(UUID, RerunSelector, String, Actor)}.
     *
     * @param batchId the batch
     * @param selector which of its documents, by their state
     * @param retryCrashed whether those that ended child processes are read again all the same; recorded with the plan
     * @param reason the operator's reason code, letters, digits and {@code ._:/@+=-}
     * @param actor who asks
     * @return the plan; nothing has been run
     * @throws IngestException if there is no such batch or the reason is no code
     */
    public RerunPlan freeze(UUID batchId, RerunSelector selector, boolean retryCrashed, String reason, Actor actor) {
        if (selector == RerunSelector.LISTED) {
            throw new IngestException("a list of documents is needed to choose by it");
        }
        return freeze(batchId, selector, Set.of(), retryCrashed, reason, actor);
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
        return freeze(batchId, RerunSelector.LISTED, documents, false, reason, actor);
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

    /**
     * Chooses documents by what is said of them, decides about each anew, and freezes the list, those first that would newly
     * go outside.
     *
     * @param selection which; it says something
     * @param policy under which bundle they are run
     * @param retryCrashed whether those that ended child processes are read again all the same; recorded with the plan
     * @param actor who asks
     * @return the plan; nothing has been run
     * @throws IngestException if the selection says nothing
     */
    public RerunPlan freeze(RerunSelection selection, RerunPolicy policy, boolean retryCrashed, Actor actor) {
        if (selection.everything()) {
            throw new IngestException("say which documents are meant");
        }
        Wish wish = new Wish(null, RerunSelector.SELECTION, selection.said(), null, policy, retryCrashed, actor);
        return freeze(wish, list.selected(selection));
    }

    private RerunPlan freeze(
            UUID batchId, RerunSelector selector, Set<UUID> listed, boolean retryCrashed, String reason, Actor actor) {
        if (!isReason(reason)) {
            throw new IngestException("a reason is " + REASON_FORM);
        }
        if (!table.batchExists(batchId)) {
            throw new IngestException("there is no batch " + batchId);
        }
        Wish wish = new Wish(batchId, selector, new TreeMap<>(), reason, RerunPolicy.ACTIVE, retryCrashed, actor);
        return freeze(wish, list.ofBatch(batchId, selector, listed, bundle));
    }

    /** What somebody asks for. */
    private record Wish(
            @Nullable UUID batchId,
            RerunSelector selector,
            SortedMap<String, Object> selection,
            @Nullable String reason,
            RerunPolicy policy,
            boolean retryCrashed,
            Actor actor) {}

    private RerunPlan freeze(Wish wish, List<PlanList.Chosen> chosen) {
        SortedMap<String, Integer> leftOut = new TreeMap<>();
        chosen.forEach(one -> whyLeftOut(one, wish.policy()).ifPresent(why -> leftOut.merge(why, 1, Integer::sum)));
        List<PlannedItem> items = chosen.stream()
                .filter(one -> whyLeftOut(one, wish.policy()).isEmpty())
                .map(one -> PlannedItem.of(one, routeNow.of(one.documentId(), wish.retryCrashed())))
                .sorted(PlannedItem.ORDER)
                .toList();
        UUID planId = UuidV7.next();
        PlanTable.Frozen plan = new PlanTable.Frozen(
                planId,
                wish.batchId(),
                wish.selector(),
                wish.selection().isEmpty() ? null : JSON.writeValueAsString(wish.selection()),
                wish.reason(),
                sha256(PlannedItem.list(items)),
                items.size(),
                JSON.writeValueAsString(leftOut),
                (int) items.stream().filter(PlannedItem::newlyOut).count(),
                wish.actor().id(),
                wish.policy(),
                bundle,
                wish.retryCrashed(),
                fourEyesAbove);
        transaction.executeWithoutResult(status -> {
            table.insert(plan);
            list.insert(planId, items);
            audit.append(List.of(planned(wish, plan, leftOut)));
        });
        return find(planId).orElseThrow();
    }

    /** What a person has to say comes before any rerun, and what one rejected is published anew or not at all. */
    private Optional<String> whyLeftOut(PlanList.Chosen one, RerunPolicy policy) {
        if (one.barred() != null) {
            return Optional.of(one.barred());
        }
        return policy == RerunPolicy.ACTIVE || bundle.equals(one.bundle())
                ? Optional.empty()
                : Optional.of("ANOTHER_BUNDLE");
    }

    private AuditEvent planned(Wish wish, PlanTable.Frozen plan, SortedMap<String, Integer> leftOut) {
        AuditEvent event = AuditEvent.of(AuditEvents.RERUN_PLANNED, wish.actor())
                .outcome(Outcome.SUCCESS, wish.reason())
                .with(Map.of(
                        "plan", plan.planId(),
                        "selector", plan.selector(),
                        "selection", wish.selection(),
                        "list", plan.digest(),
                        "items", plan.items(),
                        "leftOut", leftOut,
                        "newlyOut", plan.newlyOut(),
                        "policy", plan.policy(),
                        "bundle", bundle,
                        "retryCrashed", plan.retryCrashed()));
        return wish.batchId() == null ? event : event.batch(wish.batchId());
    }

    /**
     * Starts a plan that was frozen with a reason, unthrottled.
     *
     * @param planId the plan
     * @param actor who asks
     * @return started, refused as long as nobody else approved what needs it, or not startable
     * @throws IngestException if there is no such plan, or it has no reason yet
     */
    public RerunStart start(UUID planId, Actor actor) {
        String reason = find(planId).flatMap(RerunPlan::reason).orElse("");
        return control.start(planId, reason, Optional.empty(), actor);
    }

    /** Starts, pauses and stops plans. */
    public RerunControl control() {
        return control;
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

    static String sha256(String list) {
        return Sha256.hex(list.getBytes(StandardCharsets.UTF_8));
    }
}
