package dev.sluice.ingest.batch;

import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditLog;
import dev.sluice.db.Outbox;
import dev.sluice.db.OutboxMessage;
import java.util.List;

/** The way from a document's rows to the audit log and the outbox, in the caller's transaction. */
final class Ledger {
    static final Actor INGEST = Actor.system("ingest");

    private final AuditLog audit;
    private final Outbox outbox;

    Ledger(AuditLog audit, Outbox outbox) {
        this.audit = audit;
        this.outbox = outbox;
    }

    static AuditEvent event(String type) {
        return AuditEvent.of(type, INGEST);
    }

    void record(AuditEvent... events) {
        audit.append(List.of(events));
    }

    /** Does the work, which goes back to no savepoint; what it records is inserted together at its end. */
    void together(Runnable work) {
        audit.together(work);
    }

    void send(OutboxMessage message) {
        outbox.add(message);
    }
}
