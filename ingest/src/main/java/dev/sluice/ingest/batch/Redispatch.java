package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.DocumentEvents;
import dev.sluice.db.ContentException;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.IngestException;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.OutsideCalls;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Route;
import dev.sluice.policy.StoredContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides again about attempts that wait, and about those whose work item has long expired, and sends what may go with a
 * fresh clearance. Where what was found no longer counts, the text is classified anew before. What may have reached an endpoint outside without an answer is never sent again; what went outside as
 * often as it may goes on inside, where that is permitted, and else ends.
 */
final class Redispatch {
    private static final Logger log = LoggerFactory.getLogger(Redispatch.class);
    private static final int MOST = 50;
    private static final String OPEN = "array['DECIDED', 'DISPATCHED', 'WAITING']";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PolicyEngine policy;
    private final DecisionStore decisions;
    private final WorkItems workItems;
    private final StaleClassifications stale;
    private final Ledger ledger;
    private final Duration rest;
    private final Duration overdue;

    Redispatch(
            DataSource dataSource,
            TransactionTemplate transaction,
            PolicyEngine policy,
            DecisionStore decisions,
            WorkItems workItems,
            StaleClassifications stale,
            Ledger ledger,
            Duration rest,
            Duration overdue) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.policy = policy;
        this.decisions = decisions;
        this.workItems = workItems;
        this.stale = stale;
        this.ledger = ledger;
        this.rest = rest;
        this.overdue = overdue;
    }

    private record Open(
            UUID documentId, int attempt, UUID batchId, String state, boolean keepInside, String tenant, String task) {
        ClassificationWriter.Place place() {
            return new ClassificationWriter.Place(documentId, attempt, batchId, tenant);
        }
    }

    /** Looks at those that are due; returns how many were sent again. */
    int tick() {
        // The longer one waits, the longer its rest, up to a minute.
        List<Open> due = jdbc.sql("""
                        select document_id, attempt, batch_id, state, keep_inside, tenant, task
                          from sluice.attempt join sluice.document using (document_id)
                         where ended_at is null
                           and (state = 'WAITING' and changed_at < clock_timestamp() - greatest(make_interval(secs => :rest),
                                  least(interval '1 minute', (changed_at - started_at) / 4))
                             or state in ('DECIDED', 'DISPATCHED')
                                and changed_at < clock_timestamp() - make_interval(secs => :overdue))
                         order by changed_at limit :most
                        """)
                .param("rest", rest.toMillis() / 1e3)
                .param("overdue", overdue.toMillis() / 1e3)
                .param("most", MOST)
                .query((row, number) -> new Open(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7)))
                .list();
        int sent = 0;
        for (Open open : due) {
            try {
                Optional<StaleClassifications.Fresh> fresh =
                        load(open).flatMap(context -> stale.classify(open.place(), context));
                if (Thread.currentThread().isInterrupted()) {
                    return sent;
                }
                if (Boolean.TRUE.equals(transaction.execute(status -> again(open, fresh)))) {
                    sent++;
                }
            } catch (IngestException | ContentException gone) {
                // Its text is gone or was altered: it ends, and those behind it are looked at.
                transaction.executeWithoutResult(status -> {
                    if (lock(open)) {
                        end(open, DocumentEnded.State.FAILED, "TEXT_UNREADABLE", null);
                    }
                });
            } catch (DataAccessException | TransactionException database) {
                throw database;
            } catch (RuntimeException unforeseen) {
                // It goes to the end of the line, and those behind it are looked at.
                log.warn(
                        "attempt could not be decided again documentId={} attempt={} cause={}",
                        open.documentId(),
                        open.attempt(),
                        unforeseen.getClass().getName());
                transaction.executeWithoutResult(status -> touch(open));
            }
        }
        return sent;
    }

    private Optional<StoredContext> load(Open open) {
        return StoredContext.load(jdbc, open.documentId(), open.attempt());
    }

    private boolean again(Open open, Optional<StaleClassifications.Fresh> fresh) {
        if (!lock(open)) {
            return false;
        }
        if (reachedOutside(open)) {
            end(open, DocumentEnded.State.FAILED, "DISPATCH_UNKNOWN", null);
            return false;
        }
        Optional<StoredContext> stored = load(open);
        if (stored.isEmpty() || stored.get().held() || stored.get().erased()) {
            touch(open);
            return false;
        }
        fresh.ifPresent(newer -> stale.write(open.place(), newer, stored.get()));
        return decide(open, fresh.isEmpty() ? stored.get() : load(open).orElseThrow());
    }

    private boolean decide(Open open, StoredContext stored) {
        OutsideCalls calls = OutsideCalls.load(jdbc, open.documentId(), open.attempt());
        Decision decision = policy.decide(
                stored.context(), calls.unavailable(policy.bundle().catalog()));
        boolean newlyOut = open.keepInside() && decision.route() == Route.EXTERNAL;
        if (newlyOut || !WorkItems.goesOutside(decision)) {
            workItems.withdraw(open.documentId());
        }
        if (decision.waits() && !newlyOut) {
            boolean over = calls.spent() || !calls.refused().isEmpty();
            if (over && WorkItems.goesOutside(policy.decide(stored.context()))) {
                // Nothing inside is permitted, and waiting would only show the text once more.
                end(open, DocumentEnded.State.FAILED, calls.spent() ? "OUTSIDE_CALLS_SPENT" : "ENDPOINT_REFUSES", null);
                return false;
            }
            // Nothing new: a decision is stored when something comes of it.
            if (open.state().equals("WAITING")) {
                touch(open);
            } else {
                move(open, "WAITING", "NO_ELIGIBLE_ENDPOINT");
            }
            return false;
        }
        decisions.save(
                open.documentId(), open.attempt(), stored.classificationId().orElse(null), decision, "ingest");
        if (newlyOut || decision.route() == Route.WITHHELD) {
            String reason = newlyOut ? AttemptWriter.NEWLY_OUT : decision.reason();
            end(open, DocumentEnded.State.WITHHELD, reason, decision);
            return false;
        }
        Optional<String> refusal = workItems.refusal(decision, open.task());
        if (refusal.isPresent()
                || stored.textDigest().isEmpty()
                || stored.classificationDigest().isEmpty()) {
            end(open, DocumentEnded.State.FAILED, refusal.orElse("NOT_CLASSIFIED"), decision);
            return false;
        }
        move(open, "DECIDED", null);
        ledger.send(workItems.seal(
                open.documentId(),
                open.attempt(),
                open.task(),
                decision,
                stored.textDigest().get(),
                stored.classificationDigest().get()));
        log.info("attempt sent again documentId={} attempt={}", open.documentId(), open.attempt());
        return true;
    }

    private boolean lock(Open open) {
        return jdbc.sql("""
                        select state from sluice.attempt
                         where document_id = :document and attempt = :attempt and state = :state for update skip locked
                        """)
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .param("state", open.state())
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** A call outside that was begun and has no recorded end may have told the document: it is not repeated. */
    private boolean reachedOutside(Open open) {
        List<AuditEvent> lost = jdbc.sql("""
                        update sluice.dispatch
                           set state = 'UNKNOWN', reason = 'NO_OUTCOME_RECORDED', ended_at = clock_timestamp()
                         where document_id = :document and attempt = :attempt and pool = :pool and state = 'INTENT'
                        returning dispatch_id, endpoint
                        """)
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .param("pool", Pool.EXTERNAL.name())
                .query((row, number) -> DocumentEvents.lost(
                        Ledger.INGEST,
                        open.documentId(),
                        open.attempt(),
                        open.batchId(),
                        open.tenant(),
                        row.getObject(1, UUID.class),
                        row.getString(2)))
                .list();
        ledger.record(lost.toArray(AuditEvent[]::new));
        return jdbc.sql("""
                        select exists (select from sluice.dispatch
                                        where document_id = :document and attempt = :attempt
                                          and pool = :pool and state = 'UNKNOWN')
                        """)
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .param("pool", Pool.EXTERNAL.name())
                .query(Boolean.class)
                .single();
    }

    private void end(Open open, DocumentEnded.State state, String reason, @Nullable Decision decision) {
        move(open, state.name(), reason);
        ledger.record(DocumentEvents.ended(
                Ledger.INGEST, open.documentId(), open.attempt(), open.batchId(), open.tenant(), state, reason));
        ledger.send(DocumentEnded.withoutResult(
                        decision == null ? UuidV7.next() : decision.id(),
                        open.documentId(),
                        open.attempt(),
                        state,
                        reason,
                        decision == null ? null : Route.WITHHELD.name(),
                        open.task(),
                        decision == null ? null : decision.id())
                .toMessage());
    }

    private void move(Open open, String target, @Nullable String reason) {
        boolean moved = jdbc.sql("select sluice.move_attempt(:document, :attempt, " + OPEN + ", :target, :reason)")
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .param("target", target)
                .param("reason", reason, java.sql.Types.VARCHAR)
                .query(Boolean.class)
                .single();
        if (!moved) {
            throw new IngestException(
                    "attempt " + open.attempt() + " of document " + open.documentId() + " could not move to " + target);
        }
    }

    private void touch(Open open) {
        jdbc.sql("""
                        update sluice.attempt set changed_at = clock_timestamp()
                         where document_id = :document and attempt = :attempt
                        """)
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .update();
    }
}
