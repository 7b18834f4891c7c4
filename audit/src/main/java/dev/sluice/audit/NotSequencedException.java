package dev.sluice.audit;

import java.time.Duration;
import java.util.UUID;

/** An event did not come under a signed checkpoint in time: what waits for it must not go on. */
public final class NotSequencedException extends AuditException {
    private static final long serialVersionUID = 1L;

    NotSequencedException(UUID eventId, Duration waited) {
        super("event " + eventId + " has no leaf after " + waited + "; is a sequencer running?");
    }
}
