package dev.sluice.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of an event that stand in columns beside its body, so that it is found. The leaf commits to the body
 * alone: a changed column would hide an event from a question and leave every hash right, so they are compared.
 */
record StoredColumns(
        UUID eventId,
        String type,
        String outcome,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable UUID documentId,
        @Nullable Integer attempt,
        @Nullable UUID batchId,
        @Nullable String tenant,
        @Nullable String endpoint) {
    /** The columns, in the order that {@link #of(ResultSet, int)} reads them. */
    static final String NAMES =
            "e.event_id, e.type, e.outcome, e.occurred_at, e.recorded_at, e.document_id, e.attempt, e.batch_id, e.tenant, e.endpoint";

    private static final JsonMapper JSON = new JsonMapper();

    /** The columns of a row, the first of them at this position. */
    static StoredColumns of(ResultSet row, int first) throws SQLException {
        return new StoredColumns(
                row.getObject(first, UUID.class),
                row.getString(first + 1),
                row.getString(first + 2),
                row.getObject(first + 3, OffsetDateTime.class).toInstant(),
                row.getObject(first + 4, OffsetDateTime.class).toInstant(),
                row.getObject(first + 5, UUID.class),
                row.getObject(first + 6, Integer.class),
                row.getObject(first + 7, UUID.class),
                row.getString(first + 8),
                row.getString(first + 9));
    }

    /** Whether the body says the same. */
    boolean agreeWith(byte[] body) {
        try {
            return equals(in(JSON.readTree(body)));
        } catch (JacksonException | DateTimeException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static StoredColumns in(JsonNode body) {
        String attempt = text(body, "attempt");
        return new StoredColumns(
                UUID.fromString(required(body, "eventId")),
                required(body, "type"),
                required(body, "outcome"),
                Instant.parse(required(body, "occurredAt")),
                Instant.parse(required(body, "recordedAt")),
                id(body, "documentId"),
                attempt == null ? null : Integer.valueOf(attempt),
                id(body, "batchId"),
                text(body, "tenant"),
                body.path("detail").path("endpoint").isString() ? text(body.path("detail"), "endpoint") : null);
    }

    private static @Nullable UUID id(JsonNode body, String key) {
        String text = text(body, key);
        return text == null ? null : UUID.fromString(text);
    }

    private static String required(JsonNode body, String key) {
        String text = text(body, key);
        if (text == null) {
            throw new IllegalArgumentException("the body has no " + key);
        }
        return text;
    }

    private static @Nullable String text(JsonNode body, String key) {
        JsonNode value = body.get(key);
        return value == null || value.isNull() ? null : value.asString();
    }
}
