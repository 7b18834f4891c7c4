package dev.sluice.inference;

import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditLog;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends or parks an attempt in the caller's transaction: its state, its events, and the message when it has ended. */
final class Endings {
    private final Attempts attempts;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Events events;

    Endings(Attempts attempts, AuditLog audit, Outbox outbox, Events events) {
        this.attempts = attempts;
        this.audit = audit;
        this.outbox = outbox;
        this.events = events;
    }

    /** Refuses before anything was sent. */
    Ending block(Case about, Refusal refusal) {
        return end(about, refusal, events.blocked(about.subject(), about.batchId(), about.tenant(), refusal));
    }

    /** Ends after a call, whose own event is given. */
    Ending end(Case about, Refusal refusal, AuditEvent... before) {
        List<AuditEvent> all = new ArrayList<>(List.of(before));
        if (!attempts.move(about.subject(), refusal.state(), refusal.reason())) {
            audit.append(all);
            return new Ending.AlreadyDone("ATTEMPT_ENDED");
        }
        if (refusal.terminal()) {
            all.add(events.ended(about.subject(), about.batchId(), about.tenant(), refusal));
            outbox.add(message(about, refusal));
        }
        audit.append(all);
        return refusal.ending();
    }

    private static dev.sluice.db.OutboxMessage message(Case about, Refusal refusal) {
        return DocumentEnded.withoutResult(
                        about.decisionId(),
                        about.subject().documentId(),
                        about.subject().attempt(),
                        DocumentEnded.State.valueOf(refusal.state()),
                        refusal.reason(),
                        refusal.state().equals("WITHHELD") ? "WITHHELD" : about.route(),
                        about.task(),
                        about.decisionId())
                .toMessage();
    }

    /** What an end is about. */
    record Case(
            Subject subject,
            UUID batchId,
            String tenant,
            String task,
            UUID decisionId,
            @Nullable String route) {}
}
