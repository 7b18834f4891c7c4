package dev.sluice.inference;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.FailureCount;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.Outbox;
import dev.sluice.db.UuidV7;
import dev.sluice.inference.Endings.Case;
import dev.sluice.policy.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records how a call ended, in the caller's transaction, and says whether the attempt ended with it. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final FailureCount failures = new FailureCount();
    private final Pool pool;
    private final Compartment compartment;
    private final JdbcClient jdbc;
    private final ContentStore content;
    private final Outbox outbox;
    private final Attempts attempts;
    private final Dispatches dispatches;
    private final Endings endings;
    private final AuditLog audit;
    private final Events events;
    private final Classifier classifier;

    Outcomes(Stations stations, Classifier classifier) {
        this.pool = stations.pool();
        this.compartment = stations.compartment();
        this.jdbc = stations.jdbc();
        this.content = stations.content();
        this.outbox = stations.outbox();
        this.attempts = stations.attempts();
        this.dispatches = stations.dispatches();
        this.endings = stations.endings();
        this.audit = stations.audit();
        this.events = stations.events();
        this.classifier = classifier;
    }

    /** An output in the form of its task with what the classifier finds in it; to be called outside a transaction. */
    Optional<Checked> check(Intent intent, String output) {
        try {
            return intent.request().task().validate(output).map(valid -> {
                Classification classification = classifier.classify(DocumentText.of(valid));
                Set<Category> found = EnumSet.noneOf(Category.class);
                found.addAll(intent.stored().context().categoriesOfResults());
                found.addAll(classification.categories());
                List<DegradedReason> degraded = List.of();
                if (classification instanceof Degraded half) {
                    degraded = half.reasons();
                    tell(half);
                }
                if (!(classification instanceof Exhaustive)) {
                    // Not everything was looked at, so nothing is known to be absent: restricted wherever it comes
                    // back.
                    found.addAll(EnumSet.allOf(Category.class));
                }
                return new Checked(valid.getBytes(StandardCharsets.UTF_8), found, degraded);
            });
        } catch (IllegalArgumentException e) {
            // Half a character: no text, so nothing to store.
            return Optional.empty();
        }
    }

    private void tell(Degraded degraded) {
        degraded.failures()
                .forEach(failure -> failures.worthTelling(failure)
                        .ifPresent(count -> LOG.error(
                                "a detector failed over an output detector={} kind={} cause={} times={}: {}",
                                failure.detector(),
                                failure.kind(),
                                failure.cause(),
                                count,
                                failure.kind().advice())));
    }

    /** Stores and publishes a result. */
    Ending completed(Intent intent, ModelAnswer.Answered answer, Checked checked) {
        Attempts.Locked attempt = attempts.lock(intent.subject()).orElseThrow();
        if (!dispatches.succeed(intent.dispatchId(), answer)) {
            return new Ending.AlreadyDone("CALL_TAKEN_FOR_LOST");
        }
        if (attempt.ended()) {
            audit.append(List.of(events.succeeded(intent, answer)));
            return new Ending.AlreadyDone(attempt.state());
        }
        if (dispatches.overtakenByReview(intent.dispatchId())) {
            // A person was asked since the call began: what comes next is theirs to say, whatever came back.
            audit.append(List.of(events.succeeded(intent, answer)));
            return new Ending.AlreadyDone("IN_REVIEW");
        }
        UUID document = intent.subject().documentId();
        Result result = new Result(
                UuidV7.next(),
                checked.output(),
                HexFormat.of().formatHex(content.digest(compartment, document, checked.output())),
                checked.categories(),
                !intent.stored().context().complete(),
                Events.code(answer.model()));
        content.createKey(compartment, result.id());
        content.put(
                compartment, result.id(), ContentKind.RESULT, intent.subject().attempt(), result.output());
        insert(intent, result);
        audit.append(List.of(events.succeeded(intent, answer), events.published(intent, result, checked.degraded())));
        if (!attempts.move(intent.subject(), "COMPLETED", "")) {
            throw new IllegalStateException("attempt " + intent.subject().attempt() + " of document " + document
                    + " has a result and cannot be completed from " + attempt.state());
        }
        outbox.add(ended(intent, result).toMessage());
        if (pool == Pool.EXTERNAL) {
            content.destroyKey(Compartment.CLEARED, document);
        }
        return new Ending.Completed();
    }

    /** Records a call that brought no result; what comes next is the dispatcher's to say. */
    void failed(Intent intent, String reason) {
        if (dispatches.end(intent.dispatchId(), "FAILED", reason)) {
            audit.append(List.of(events.notSucceeded(AuditEvents.DISPATCH_FAILED, intent, reason)));
        }
    }

    /** Records that something else answered than was decided on; its answer is dropped. */
    void violated(Intent intent, ModelAnswer.Violated violated) {
        failed(intent, violated.reason());
        audit.append(List.of(events.violation(intent, violated)));
    }

    /** Records a call whose outcome nobody knows. Outside that ends the attempt: it is never repeated silently. */
    Optional<Ending> unknown(Intent intent, String reason) {
        if (!dispatches.end(intent.dispatchId(), "UNKNOWN", reason)) {
            return Optional.of(new Ending.AlreadyDone("CALL_TAKEN_FOR_LOST"));
        }
        if (pool == Pool.SOVEREIGN) {
            audit.append(List.of(events.notSucceeded(AuditEvents.DISPATCH_UNKNOWN, intent, reason)));
            return Optional.empty();
        }
        return Optional.of(endings.end(
                about(intent),
                Refusal.failed("DISPATCH_UNKNOWN"),
                events.notSucceeded(AuditEvents.DISPATCH_UNKNOWN, intent, reason)));
    }

    /** Takes an intent back before its first byte left, because the signed log is too far behind. */
    Ending lagging(Intent intent) {
        Refusal refusal = Refusal.waiting("AUDIT_LAGGING");
        dispatches.end(intent.dispatchId(), "BLOCKED", refusal.reason());
        return endings.block(about(intent), refusal);
    }

    private static Case about(Intent intent) {
        return new Case(
                intent.subject(),
                intent.batchId(),
                intent.stored().context().tenant(),
                intent.stored().context().task(),
                intent.decisionId(),
                intent.route().name());
    }

    private void insert(Intent intent, Result result) {
        jdbc.sql("""
                        insert into sluice.result (result_id, document_id, attempt, decision_id, dispatch_id, compartment, task,
                          endpoint, model, partial, categories, output_digest)
                        values (:id, :document, :attempt, :decision, :dispatch, :compartment, :task,
                          :endpoint, :model, :partial, :categories, :digest)""")
                .param("id", result.id())
                .param("document", intent.subject().documentId())
                .param("attempt", intent.subject().attempt())
                .param("decision", intent.decisionId())
                .param("dispatch", intent.dispatchId())
                .param("compartment", compartment.name())
                .param("task", intent.request().task().name())
                .param("endpoint", intent.endpoint().id())
                .param("model", result.model())
                .param("partial", result.partial())
                .param("categories", result.categories().toArray(String[]::new))
                .param("digest", HexFormat.of().parseHex(result.outputDigest()))
                .update();
    }

    private static DocumentEnded ended(Intent intent, Result result) {
        return new DocumentEnded(
                result.id(),
                intent.subject().documentId(),
                DocumentEnded.State.COMPLETED,
                "",
                intent.route().name(),
                intent.request().task().name(),
                result.outputDigest(),
                result.partial(),
                result.model(),
                intent.endpoint().id(),
                intent.decisionId(),
                intent.subject().attempt(),
                null,
                Instant.now());
    }

    /** A validated output, the categories of the document and of it, and why it could not be classified wholly. */
    record Checked(byte[] output, Set<Category> categories, List<DegradedReason> degraded) {}
}
