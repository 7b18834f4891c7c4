package dev.sluice.audit;

import dev.sluice.db.UuidV7;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One act, as the log keeps it (NIST SP 800-53 AU-3). Value-free by construction: every string in it is an identifier
 * of at most 200 characters of {@code [A-Za-z0-9._:/@+=-]}; anything else is refused when the event is made.
 *
 * @param eventId UUIDv7
 * @param type one of {@link AuditEvents}, or another name of the same form
 * @param occurredAt when it happened, to the microsecond
 * @param outcome how it ended
 * @param reason a code, for FAILURE and REFUSED
 * @param actor who did it
 * @param documentId the document it is about
 * @param attempt the attempt it is about, at least 1
 * @param batchId the batch it belongs to
 * @param tenant the tenant whose document it is
 * @param detail further identifiers, numbers, booleans, and lists and maps of those; key {@code endpoint} is what
 *     queries by endpoint find
 */
public record AuditEvent(
        UUID eventId,
        String type,
        Instant occurredAt,
        Outcome outcome,
        @Nullable String reason,
        Actor actor,
        @Nullable UUID documentId,
        @Nullable Integer attempt,
        @Nullable UUID batchId,
        @Nullable String tenant,
        SortedMap<String, Object> detail) {
    private static final Pattern TYPE = Pattern.compile("[a-z]+(\\.[a-z]+)+");

    /** Checks every part, and copies the detail. */
    public AuditEvent {
        if (!TYPE.matcher(type).matches() || type.length() > 64) {
            throw new ValueRefusedException("an event's type is lower-case words joined by dots");
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        reason = Values.identifierOrNull("reason", reason);
        tenant = Values.identifierOrNull("tenant", tenant);
        if (attempt != null && attempt < 1) {
            throw new ValueRefusedException("attempt counts from 1, found " + attempt);
        }
        detail = Values.map(detail);
    }

    /** A successful act that happens now, about nothing yet. */
    public static AuditEvent of(String type, Actor actor) {
        return new AuditEvent(
                UuidV7.next(),
                type,
                Instant.now(),
                Outcome.SUCCESS,
                null,
                actor,
                null,
                null,
                null,
                null,
                new TreeMap<>());
    }

    /** The same act with another outcome. */
    public AuditEvent outcome(Outcome newOutcome, @Nullable String code) {
        return new AuditEvent(
                eventId, type, occurredAt, newOutcome, code, actor, documentId, attempt, batchId, tenant, detail);
    }

    /** The same act at another time. */
    public AuditEvent at(Instant time) {
        return new AuditEvent(
                eventId, type, time, outcome, reason, actor, documentId, attempt, batchId, tenant, detail);
    }

    /** The same act, about this document. */
    public AuditEvent document(UUID id) {
        return new AuditEvent(eventId, type, occurredAt, outcome, reason, actor, id, attempt, batchId, tenant, detail);
    }

    /** The same act, about this attempt of this document. */
    public AuditEvent document(UUID id, int number) {
        return new AuditEvent(eventId, type, occurredAt, outcome, reason, actor, id, number, batchId, tenant, detail);
    }

    /** The same act, in this batch. */
    public AuditEvent batch(UUID id) {
        return new AuditEvent(
                eventId, type, occurredAt, outcome, reason, actor, documentId, attempt, id, tenant, detail);
    }

    /** The same act, for this tenant. */
    public AuditEvent tenant(String name) {
        return new AuditEvent(
                eventId, type, occurredAt, outcome, reason, actor, documentId, attempt, batchId, name, detail);
    }

    /** The same act with one more detail. */
    public AuditEvent with(String key, Object value) {
        return with(Map.of(key, value));
    }

    /** The same act with more details; a key that is there already takes the new value. */
    public AuditEvent with(Map<String, ?> more) {
        TreeMap<String, Object> all = new TreeMap<>(detail);
        all.putAll(more);
        return new AuditEvent(
                eventId, type, occurredAt, outcome, reason, actor, documentId, attempt, batchId, tenant, all);
    }

    /** The endpoint in the detail, by which queries find this event; null when it names none. */
    @Nullable
    String endpoint() {
        return detail.get("endpoint") instanceof String id ? id : null;
    }
}
