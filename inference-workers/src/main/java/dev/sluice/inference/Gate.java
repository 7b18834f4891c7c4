package dev.sluice.inference;

import dev.sluice.audit.AuditLog;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentException;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.UuidV7;
import dev.sluice.db.WorkItem;
import dev.sluice.inference.Endings.Case;
import dev.sluice.policy.Clearance;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import dev.sluice.policy.PromptTemplate;
import dev.sluice.policy.Route;
import dev.sluice.policy.StoredContext;
import dev.sluice.policy.StoredDecision;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stands between a clearance and the first byte that leaves. {@link #pass} runs in one transaction with the attempt
 * locked; when it answers {@link Step.Send}, the intent is part of that transaction, and without its commit nothing is
 * sent.
 */
final class Gate {
    private final Pool pool;
    private final Compartment compartment;
    private final JdbcClient jdbc;
    private final PolicyEngine engine;
    private final Freshness freshness;
    private final DecisionStore decisions;
    private final ContentStore content;
    private final ModelClients clients;
    private final Attempts attempts;
    private final Dispatches dispatches;
    private final Endings endings;
    private final AuditLog audit;
    private final Events events;
    private final int mostUnknown;

    Gate(Stations stations, PolicyEngine engine, String detectors, ModelClients clients, int mostUnknown) {
        this.pool = stations.pool();
        this.compartment = stations.compartment();
        this.jdbc = stations.jdbc();
        this.engine = engine;
        this.freshness = new Freshness(stations.pool(), detectors);
        this.decisions = stations.decisions();
        this.content = stations.content();
        this.clients = clients;
        this.attempts = stations.attempts();
        this.dispatches = stations.dispatches();
        this.endings = stations.endings();
        this.audit = stations.audit();
        this.events = stations.events();
        this.mostUnknown = mostUnknown;
    }

    /** Checks everything again and records the intent of one call, or says why there is none. */
    Step pass(Clearance clearance, Tried tried) {
        Subject subject = new Subject(clearance.documentId(), clearance.attempt());
        Optional<Attempts.Locked> locked = attempts.lock(subject);
        if (locked.isEmpty()) {
            return new Step.Stop(new Ending.Unusable("NO_SUCH_ATTEMPT"));
        }
        Attempts.Locked attempt = locked.get();
        if (attempt.hasResult() || !attempt.workable()) {
            return new Step.Stop(new Ending.AlreadyDone(attempt.hasResult() ? "RESULT_STORED" : attempt.state()));
        }
        StoredContext stored = StoredContext.load(jdbc, subject.documentId(), subject.attempt())
                .orElseThrow();
        Optional<StoredDecision> newest = decisions.newest(subject.documentId(), subject.attempt());
        if (pool == Pool.EXTERNAL && !newest.map(StoredDecision::cleared).orElse(false)) {
            return overtaken(subject, attempt, stored, clearance, newest);
        }
        Case about = about(subject, attempt, stored, newest, clearance.decisionId());
        Optional<Refusal> refusal = lostCalls(about)
                .or(() -> freshness.ofDocument(stored))
                .or(() -> freshness.ofClearance(clearance, stored))
                .or(() -> pool == Pool.EXTERNAL ? dispatches.outside(subject, tried) : Optional.empty());
        if (refusal.isPresent()) {
            return new Step.Stop(endings.block(about, refusal.get()));
        }
        if (newest.isEmpty()) {
            return new Step.Stop(endings.block(about, Refusal.waiting("NO_DECISION")));
        }
        return decideAgain(about, clearance, stored, newest.get(), tried);
    }

    /** What was decided since is somebody else's to work on: the attempt is left to them. */
    private Step overtaken(
            Subject subject,
            Attempts.Locked attempt,
            StoredContext stored,
            Clearance clearance,
            Optional<StoredDecision> newest) {
        audit.append(List.of(events.overtaken(
                subject, attempt.batchId(), stored.context().tenant(), attempt.state(), clearance, newest)));
        return new Step.Stop(new Ending.Refused("DECISION_CHANGED"));
    }

    /** A clearance of ours that came too late: the attempt is decided again, unless a newer decision is under way. */
    Ending expired(WorkItem item) {
        return stop(item, Refusal.waiting("CLEARANCE_EXPIRED"));
    }

    /** An item that cannot be worked on for a reason of ours. */
    Ending giveUp(WorkItem item) {
        return stop(item, Refusal.failed("WORKER_ERROR"));
    }

    /** Ends or parks the attempt; a call that is still without an outcome then has none for good, and is said to. */
    private Ending stop(WorkItem item, Refusal refusal) {
        Subject subject = new Subject(item.documentId(), item.attempt());
        Optional<Attempts.Locked> attempt = attempts.lock(subject);
        Optional<StoredDecision> newest = decisions.newest(item.documentId(), item.attempt());
        // What this worker decided on the way, only ever stricter, is still about this item.
        boolean own = newest.filter(decision -> decision.decisionId().equals(item.decisionId())
                        || decision.decidedBy().equals(events.actorId()))
                .isPresent();
        if (attempt.isEmpty() || !own) {
            return new Ending.Refused(refusal.reason());
        }
        if (!attempt.get().workable()) {
            return new Ending.AlreadyDone(attempt.get().state());
        }
        StoredContext stored =
                StoredContext.load(jdbc, item.documentId(), item.attempt()).orElseThrow();
        Case about = about(subject, attempt.get(), stored, newest, item.decisionId());
        return endings.block(about, lostCalls(about).orElse(refusal));
    }

    private static Case about(
            Subject subject,
            Attempts.Locked attempt,
            StoredContext stored,
            Optional<StoredDecision> newest,
            UUID otherwise) {
        return new Case(
                subject,
                attempt.batchId(),
                stored.context().tenant(),
                stored.context().task(),
                newest.map(StoredDecision::decisionId).orElse(otherwise),
                newest.map(decision -> decision.route().name()).orElse(null));
    }

    /** Calls that a crash left without an outcome: repeated inside, a bounded number of times; never outside. */
    private Optional<Refusal> lostCalls(Case about) {
        for (Dispatches.Open call : dispatches.open(about.subject())) {
            dispatches.end(call.id(), "UNKNOWN", "NO_OUTCOME_RECORDED");
            audit.append(List.of(events.lost(about.subject(), about.batchId(), about.tenant(), call)));
        }
        int most = pool == Pool.EXTERNAL ? 0 : mostUnknown - 1;
        return dispatches.unknown(about.subject()) > most
                ? Optional.of(Refusal.failed("DISPATCH_UNKNOWN"))
                : Optional.empty();
    }

    /** Decides under the policy in force. Where that and the newest stored decision differ, the stricter one counts. */
    private Step decideAgain(
            Case about, Clearance clearance, StoredContext stored, StoredDecision newest, Tried tried) {
        Decision again = engine.decide(stored.context(), tried.excluded());
        Set<String> asking = engine.bundle().asking(again);
        if (!asking.isEmpty() && !attempts.reviewed(about.subject()).containsAll(asking)) {
            // Whoever decided did not know that a person has to look at it, or for what.
            return new Step.Stop(endings.block(about, Refusal.waiting("DECISION_CHANGED")));
        }
        UUID decisionId = newest.decisionId();
        // Decided under another bundle than the one in force: what goes out is decided under that one, and stored so.
        boolean otherBundle = !again.bundleDigest().equals(newest.bundleDigest());
        boolean differs = otherBundle || Strictness.differ(again, newest);
        if (differs && !Strictness.nowhereLooser(again, newest)) {
            // Not stored: it would become the newest, and the next worker would take it for permission.
            audit.append(
                    List.of(events.evaluatedAgain(about.subject(), about.batchId(), about.tenant(), again, newest)));
            if (otherBundle && pool == Pool.EXTERNAL) {
                return new Step.Stop(endings.block(about, Refusal.waiting("DECISION_CHANGED")));
            }
        } else if (differs) {
            decisions.save(
                    about.subject().documentId(),
                    about.subject().attempt(),
                    stored.classificationId().orElse(null),
                    again,
                    events.actorId());
            decisionId = again.id();
        }
        if (again.route() == Route.WITHHELD || newest.route() == Route.WITHHELD) {
            String reason = again.route() == Route.WITHHELD ? again.reason() : newest.reason();
            return new Step.Stop(endings.block(about, Refusal.withheld(reason)));
        }
        if (pool == Pool.EXTERNAL && !again.cleared()) {
            return new Step.Stop(endings.block(about, Refusal.waiting("DECISION_CHANGED")));
        }
        List<Endpoint> everywhere = again.endpoints().stream()
                .filter(endpoint -> newest.endpoints().contains(endpoint.id()))
                .toList();
        List<Endpoint> permitted = everywhere.stream()
                .filter(endpoint -> endpoint.kind().pool() == pool)
                .toList();
        Optional<Endpoint> endpoint = permitted.stream()
                .filter(clearance::opens)
                .filter(candidate -> clients.of(candidate).isPresent())
                .findFirst();
        if (endpoint.isEmpty()) {
            boolean inside = pool == Pool.EXTERNAL && !everywhere.isEmpty();
            Refusal refusal = permitted.isEmpty() ? tried.whenNoneIsLeft(inside) : Refusal.waiting("ENDPOINT_CHANGED");
            return new Step.Stop(endings.block(about, refusal));
        }
        return intend(about, clearance, stored, again, decisionId, endpoint.get());
    }

    private Step intend(
            Case about, Clearance clearance, StoredContext stored, Decision again, UUID decisionId, Endpoint endpoint) {
        try {
            PromptTemplate template = engine.bundle().template(stored.context().task());
            if (!template.digest().equals(clearance.templateDigest())) {
                return new Step.Stop(endings.block(about, Refusal.waiting("TEMPLATE_CHANGED")));
            }
            UUID document = about.subject().documentId();
            Optional<Task> task =
                    Task.of(stored.context().task(), content.get(compartment, document, ContentKind.TASK, 0), template);
            if (task.isEmpty()) {
                return new Step.Stop(endings.block(about, Refusal.failed("TASK_NOT_SUPPORTED")));
            }
            Optional<byte[]> text = content.get(
                    compartment, document, ContentKind.TEXT, about.subject().attempt());
            if (text.isEmpty()) {
                return new Step.Stop(endings.block(about, textMissing()));
            }
            Optional<ClassifiedText> classified = ClassifiedText.check(
                    text.get(),
                    HexFormat.of().formatHex(content.digest(compartment, document, text.get())),
                    clearance.textDigest());
            if (classified.isEmpty()) {
                return new Step.Stop(endings.block(about, Refusal.failed("TEXT_DIGEST_MISMATCH")));
            }
            OutboundRequest request = OutboundRequest.of(task.get(), template, classified.get(), endpoint);
            return new Step.Send(record(about, clearance, stored, again, decisionId, endpoint, request));
        } catch (ContentException e) {
            return new Step.Stop(endings.block(about, Refusal.failed("TEXT_UNREADABLE")));
        } catch (TaskParametersException e) {
            return new Step.Stop(endings.block(about, Refusal.failed("TASK_PARAMETERS_INVALID")));
        }
    }

    private Intent record(
            Case about,
            Clearance clearance,
            StoredContext stored,
            Decision again,
            UUID decisionId,
            Endpoint endpoint,
            OutboundRequest request) {
        Route route = about.route() == null
                ? again.route()
                : Strictness.stricter(again.route(), Route.valueOf(about.route()));
        Intent intent = new Intent(
                UuidV7.next(), about.subject(), about.batchId(), stored, decisionId, route, endpoint, request);
        String digest = HexFormat.of()
                .formatHex(content.digest(compartment, about.subject().documentId(), request.body()));
        dispatches.insertIntent(intent.dispatchId(), about.subject(), decisionId, endpoint, digest, request.bytes());
        audit.append(List.of(events.intent(intent, clearance, again, digest, parts(about.subject()))));
        attempts.move(about.subject(), "DISPATCHED", "");
        return intent;
    }

    /** Outside, the cleared copy goes when a clearance ends; inside, text cannot vanish without its key. */
    private Refusal textMissing() {
        return pool == Pool.EXTERNAL ? Refusal.waiting("TEXT_NOT_CLEARED") : Refusal.failed("TEXT_MISSING");
    }

    private Events.Parts parts(Subject subject) {
        return jdbc.sql("""
                        select parts, cardinality(unread) from sluice.extraction
                         where document_id = :document and attempt = :attempt""")
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .query((row, number) -> new Events.Parts(Math.max(0, row.getInt(1) - row.getInt(2)), row.getInt(2)))
                .single();
    }
}
