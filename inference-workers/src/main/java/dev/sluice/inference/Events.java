package dev.sluice.inference;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.DocumentEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.WorkItem;
import dev.sluice.policy.Clearance;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointTerms;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Route;
import dev.sluice.policy.StoredDecision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The worker's audit events: ids, codes, digests and counts. */
final class Events {
    private static final Pattern NOT_AN_IDENTIFIER = Pattern.compile("[^A-Za-z0-9._:/@+=-]");

    private final Actor actor;

    Events(Pool pool) {
        this.actor = Actor.system("worker-" + pool.name().toLowerCase(Locale.ROOT));
    }

    /** The part's name, as decisions record it. */
    String actorId() {
        return actor.id();
    }

    /** A work item that opened nothing: what it claims about a document is not taken for true. */
    AuditEvent refusedItem(WorkItem item, String reason) {
        return AuditEvent.of(AuditEvents.DISPATCH_BLOCKED, actor)
                .outcome(Outcome.REFUSED, reason)
                .with(Map.of("claimedDocument", item.documentId(), "claimedAttempt", item.attempt()));
    }

    /** A record of a work topic that nobody can work on. */
    AuditEvent setAside(UUID quarantine, int partition, long offset, String reason) {
        return AuditEvent.of(AuditEvents.DISPATCH_BLOCKED, actor)
                .outcome(Outcome.REFUSED, reason)
                .with(Map.of("quarantine", quarantine, "partition", partition, "offset", offset));
    }

    AuditEvent blocked(Subject subject, UUID batchId, String tenant, Refusal refusal) {
        return about(AuditEvents.DISPATCH_BLOCKED, subject, batchId, tenant)
                .outcome(Outcome.REFUSED, refusal.reason())
                .with("state", refusal.state());
    }

    /** A clearance whose decision was overtaken by one that does not let the document out. */
    AuditEvent overtaken(
            Subject subject,
            UUID batchId,
            String tenant,
            String state,
            Clearance clearance,
            Optional<StoredDecision> newest) {
        return about(AuditEvents.DISPATCH_BLOCKED, subject, batchId, tenant)
                .outcome(Outcome.REFUSED, "DECISION_CHANGED")
                .with(Map.of(
                        "state", state,
                        "decision", clearance.decisionId(),
                        "route", Route.EXTERNAL,
                        "bundle", clearance.bundleDigest(),
                        "newest",
                                newest.map(decision -> (Object) decision.decisionId())
                                        .orElse("none"),
                        "newestRoute",
                                newest.map(decision -> (Object) decision.route())
                                        .orElse("none"),
                        "newestBundle", newest.map(StoredDecision::bundleDigest).orElse("none")));
    }

    /** Deciding again gave another answer that is looser somewhere; it is not stored, and the newest decision counts too. */
    AuditEvent evaluatedAgain(Subject subject, UUID batchId, String tenant, Decision again, StoredDecision newest) {
        return about(AuditEvents.POLICY_EVALUATED, subject, batchId, tenant)
                .with(Map.of(
                        "stored", false,
                        "decision", again.id(),
                        "route", again.route(),
                        "cleared", again.cleared(),
                        "reason", again.reason(),
                        "bundle", again.bundleDigest(),
                        "newest", newest.decisionId(),
                        "newestRoute", newest.route(),
                        "newestBundle", newest.bundleDigest()));
    }

    AuditEvent intent(Intent intent, Clearance clearance, Decision again, String requestDigest, Parts parts) {
        Endpoint endpoint = intent.endpoint();
        EndpointTerms terms = endpoint.terms();
        Map<String, Object> detail = new TreeMap<>(Map.of(
                "dispatch", intent.dispatchId(),
                "decision", intent.decisionId(),
                "bundle", again.bundleDigest(),
                "clearanceKey", clearance.keyId(),
                "template", clearance.templateDigest(),
                "text", clearance.textDigest(),
                "classification", clearance.classificationDigest(),
                "request", requestDigest,
                "requestBytes", intent.request().bytes(),
                "parts", Map.of("sent", parts.read(), "withheld", parts.unread())));
        detail.putAll(Map.of(
                "endpoint", endpoint.id(),
                "config", endpoint.configDigest(),
                "kind", endpoint.kind(),
                "host", code(OpenAiCompatibleClient.host(endpoint)),
                "model", code(endpoint.model()),
                "legalEntity", code(terms.legalEntity()),
                "licensorCountry", code(terms.licensorCountry()),
                "regions",
                        terms.processingRegions().stream()
                                .map(Events::code)
                                .sorted()
                                .toList(),
                "purpose", code(intent.stored().context().purpose()),
                "basis", again.policies()));
        detail.put("task", code(intent.stored().context().task()));
        detail.put("againRoute", again.route());
        return about(AuditEvents.DISPATCH_INTENT, intent).with(detail);
    }

    AuditEvent succeeded(Intent intent, ModelAnswer.Answered answer) {
        return about(AuditEvents.DISPATCH_SUCCEEDED, intent)
                .with(call(intent))
                .with(Map.of(
                        "modelAnswered", code(answer.model()),
                        "inputTokens", answer.inputTokens(),
                        "outputTokens", answer.outputTokens(),
                        "finish", code(answer.finishReason()),
                        "response", code(answer.responseId()),
                        "fingerprint", code(answer.fingerprint())));
    }

    AuditEvent notSucceeded(String type, Intent intent, String reason) {
        return about(type, intent).outcome(Outcome.FAILURE, reason).with(call(intent));
    }

    AuditEvent violation(Intent intent, ModelAnswer.Violated violated) {
        return about(AuditEvents.BOUNDARY_VIOLATION, intent)
                .outcome(Outcome.FAILURE, violated.reason())
                .with(call(intent))
                .with("answeredBy", code(violated.answeredBy()));
    }

    AuditEvent lost(Subject subject, UUID batchId, String tenant, Dispatches.Open call) {
        return DocumentEvents.lost(
                actor, subject.documentId(), subject.attempt(), batchId, tenant, call.id(), call.endpoint());
    }

    AuditEvent published(Intent intent, Result result, List<DegradedReason> degraded) {
        return about(AuditEvents.RESULT_PUBLISHED, intent)
                .with(call(intent))
                .with(Map.of(
                        "result", result.id(),
                        "output", result.outputDigest(),
                        "outputBytes", result.output().length,
                        "categories", result.categories(),
                        "degraded", degraded,
                        "partial", result.partial()));
    }

    AuditEvent ended(Subject subject, UUID batchId, String tenant, Refusal refusal) {
        return DocumentEvents.ended(
                actor,
                subject.documentId(),
                subject.attempt(),
                batchId,
                tenant,
                DocumentEnded.State.valueOf(refusal.state()),
                refusal.reason());
    }

    private static Map<String, Object> call(Intent intent) {
        return Map.of(
                "dispatch", intent.dispatchId(), "endpoint", intent.endpoint().id());
    }

    private AuditEvent about(String type, Intent intent) {
        return about(
                type,
                intent.subject(),
                intent.batchId(),
                intent.stored().context().tenant());
    }

    private AuditEvent about(String type, Subject subject, UUID batchId, String tenant) {
        return AuditEvent.of(type, actor)
                .document(subject.documentId(), subject.attempt())
                .batch(batchId)
                .tenant(tenant);
    }

    /** Configuration and the other side's words as identifiers, since a body holds nothing else. */
    static String code(String word) {
        String clean = NOT_AN_IDENTIFIER.matcher(word).replaceAll("_");
        return clean.isEmpty() ? "none" : clean.substring(0, Math.min(200, clean.length()));
    }

    /** How many parts of the document are in its text, and how many could not be read. */
    record Parts(int read, int unread) {}
}
