package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.DocumentEvents;
import dev.sluice.db.ContentException;
import dev.sluice.db.DocumentEnded;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides again about attempts that wait, and about those whose work item has long expired, and sends what may go with a
 * fresh clearance. Where what was found no longer counts, the text is classified anew before. What may have reached an
 * endpoint outside without an answer is never sent again; what went outside as often as it may, or was declined there, goes
 * on inside, where that is permitted, and else ends. What could not be sent outside goes on inside too, and else waits.
 * What models refused and nobody else may do waits for a person, and goes on inside or ends as the person decided.
 * Nothing goes the other way: an endpoint outside is one of those that the policy in force lets the document go to, and
 * what another bundle kept inside waits there for an approved rerun plan.
 */
final class Redispatch {
    private static final Logger log = LoggerFactory.getLogger(Redispatch.class);
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final OpenAttempts open;
    private final TransactionTemplate transaction;
    private final PolicyEngine policy;
    private final DecisionStore decisions;
    private final WorkItems workItems;
    private final StaleClassifications stale;
    private final ReviewQueue reviews;
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
            ReviewQueue reviews,
            Ledger ledger,
            Duration rest,
            Duration overdue) {
        this.jdbc = JdbcClient.create(dataSource);
        this.open = new OpenAttempts(dataSource, ledger);
        this.transaction = transaction;
        this.policy = policy;
        this.decisions = decisions;
        this.workItems = workItems;
        this.stale = stale;
        this.reviews = reviews;
        this.ledger = ledger;
        this.rest = rest;
        this.overdue = overdue;
    }

    /** Looks at those that are due; returns how many were sent again. */
    int tick() {
        List<OpenAttempt> due = open.due(rest, overdue, MOST);
        int sent = 0;
        for (OpenAttempt attempt : due) {
            try {
                Optional<StaleClassifications.Fresh> fresh = rejected(attempt)
                        ? Optional.empty()
                        : load(attempt).flatMap(context -> stale.classify(attempt.place(), context));
                if (Thread.currentThread().isInterrupted()) {
                    return sent;
                }
                if (Boolean.TRUE.equals(transaction.execute(status -> again(attempt, fresh)))) {
                    sent++;
                }
            } catch (IngestException | ContentException gone) {
                // Its text is gone or was altered: it ends, and those behind it are looked at.
                transaction.executeWithoutResult(status -> {
                    if (open.lock(attempt)) {
                        open.end(attempt, DocumentEnded.State.FAILED, "TEXT_UNREADABLE", null);
                    }
                });
            } catch (DataAccessException | TransactionException database) {
                throw database;
            } catch (RuntimeException unforeseen) {
                // It goes to the end of the line, and those behind it are looked at.
                log.warn(
                        "attempt could not be decided again documentId={} attempt={} cause={}",
                        attempt.documentId(),
                        attempt.attempt(),
                        unforeseen.getClass().getName());
                transaction.executeWithoutResult(status -> open.touch(attempt));
            }
        }
        return sent;
    }

    private Optional<StoredContext> load(OpenAttempt attempt) {
        return StoredContext.load(jdbc, attempt.documentId(), attempt.attempt());
    }

    private boolean rejected(OpenAttempt attempt) {
        return reviews.rejected(attempt.documentId(), attempt.attempt());
    }

    private boolean again(OpenAttempt attempt, Optional<StaleClassifications.Fresh> fresh) {
        if (!open.lock(attempt)) {
            return false;
        }
        if (rejected(attempt)) {
            workItems.withdraw(attempt.documentId());
            open.end(attempt, DocumentEnded.State.WITHHELD, "REJECTED", null);
            return false;
        }
        if (reachedOutside(attempt)) {
            open.end(attempt, DocumentEnded.State.FAILED, "DISPATCH_UNKNOWN", null);
            return false;
        }
        Optional<StoredContext> stored = load(attempt);
        if (stored.isEmpty() || stored.get().held() || stored.get().erased()) {
            open.touch(attempt);
            return false;
        }
        if (attempt.state().equals("WAITING") && ReviewQueue.MODEL_REFUSED.equals(attempt.reason())) {
            workItems.withdraw(attempt.documentId());
            if (!reviews.wasRefused(attempt.documentId(), attempt.attempt())) {
                askPerson(attempt, ReviewQueue.MODEL_REFUSED, Set.of());
            } else {
                // Let go on by a person, and refused once more.
                open.end(attempt, DocumentEnded.State.FAILED, ReviewQueue.MODEL_REFUSED, null);
            }
            return false;
        }
        fresh.ifPresent(newer -> stale.write(attempt.place(), newer, stored.get()));
        return decide(attempt, fresh.isEmpty() ? stored.get() : load(attempt).orElseThrow());
    }

    private boolean decide(OpenAttempt attempt, StoredContext stored) {
        OutsideCalls calls = OutsideCalls.load(jdbc, attempt.documentId(), attempt.attempt());
        Decision decision = calls.decide(policy, stored.context());
        if (open.newlyOut(attempt, decision)) {
            workItems.withdraw(attempt.documentId());
            open.move(attempt, "WAITING", AttemptWriter.NEWLY_OUT);
            return false;
        }
        boolean newlyOut = attempt.keepInside() && decision.route() == Route.EXTERNAL;
        if (newlyOut || !WorkItems.goesOutside(decision)) {
            workItems.withdraw(attempt.documentId());
        }
        if (decision.waits() && !newlyOut) {
            if (calls.over(policy, stored.context())) {
                // Nothing inside is permitted, and waiting would only show the text once more.
                if (calls.refusedByModel() && !reviews.wasRefused(attempt.documentId(), attempt.attempt())) {
                    askPerson(attempt, ReviewQueue.MODEL_REFUSED, Set.of());
                } else {
                    open.end(attempt, DocumentEnded.State.FAILED, calls.endsAs(), null);
                }
                return false;
            }
            // Nothing new: a decision is stored when something comes of it.
            if (attempt.state().equals("WAITING") && !AttemptWriter.NEWLY_OUT.equals(attempt.reason())) {
                open.touch(attempt);
            } else {
                open.move(attempt, "WAITING", "NO_ELIGIBLE_ENDPOINT");
            }
            return false;
        }
        decisions.save(
                attempt.documentId(),
                attempt.attempt(),
                stored.classificationId().orElse(null),
                decision,
                "ingest");
        if (newlyOut || decision.route() == Route.WITHHELD) {
            String reason = newlyOut ? AttemptWriter.NEWLY_OUT : decision.reason();
            open.end(attempt, DocumentEnded.State.WITHHELD, reason, decision);
            return false;
        }
        // Also those who may have it though nobody tries them now: a worker asks for all of them.
        Set<String> asking = new TreeSet<>(reviews.asks(decision, attempt.documentId(), attempt.attempt()));
        asking.addAll(reviews.asks(policy.decide(stored.context()), attempt.documentId(), attempt.attempt()));
        if (!asking.isEmpty()) {
            workItems.withdraw(attempt.documentId());
            askPerson(attempt, ReviewQueue.POLICY_REVIEW, asking);
            return false;
        }
        Optional<String> refusal = workItems.refusal(decision, attempt.task());
        if (refusal.isPresent()
                || stored.textDigest().isEmpty()
                || stored.classificationDigest().isEmpty()) {
            open.end(attempt, DocumentEnded.State.FAILED, refusal.orElse("NOT_CLASSIFIED"), decision);
            return false;
        }
        open.move(attempt, "DECIDED", null);
        ledger.send(workItems.seal(
                attempt.documentId(),
                attempt.attempt(),
                attempt.task(),
                decision,
                stored.textDigest().get(),
                stored.classificationDigest().get()));
        log.info("attempt sent again documentId={} attempt={}", attempt.documentId(), attempt.attempt());
        return true;
    }

    /** What comes next is a person's to say. */
    private void askPerson(OpenAttempt attempt, String reason, Set<String> policies) {
        reviews.open(attempt.place(), reason, policies);
        open.move(attempt, "IN_REVIEW", reason);
    }

    /** A call outside that was begun and has no recorded end may have told the document: it is not repeated. */
    private boolean reachedOutside(OpenAttempt attempt) {
        List<AuditEvent> lost = jdbc.sql("""
                        update sluice.dispatch
                           set state = 'UNKNOWN', reason = 'NO_OUTCOME_RECORDED', ended_at = clock_timestamp()
                         where document_id = :document and attempt = :attempt and pool = :pool and state = 'INTENT'
                        returning dispatch_id, endpoint
                        """)
                .param("document", attempt.documentId())
                .param("attempt", attempt.attempt())
                .param("pool", Pool.EXTERNAL.name())
                .query((row, number) -> DocumentEvents.lost(
                        Ledger.INGEST,
                        attempt.documentId(),
                        attempt.attempt(),
                        attempt.batchId(),
                        attempt.tenant(),
                        row.getObject(1, UUID.class),
                        row.getString(2)))
                .list();
        ledger.record(lost.toArray(AuditEvent[]::new));
        return jdbc.sql("""
                        select exists (select from sluice.dispatch
                                        where document_id = :document and attempt = :attempt
                                          and pool = :pool and state = 'UNKNOWN')
                        """)
                .param("document", attempt.documentId())
                .param("attempt", attempt.attempt())
                .param("pool", Pool.EXTERNAL.name())
                .query(Boolean.class)
                .single();
    }
}
