package dev.sluice.db;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document's attempt reached a terminal state: type {@value #TYPE}, CloudEvents 1.0 in Kafka's binary mode. It goes
 * through the outbox without the upstream id and without the output; the relay adds {@value #CAUSATION_HEADER}, which
 * is stored sealed, on the way out.
 *
 * @param eventId the event's id, the same for a repeat: the result id, else the id of what ended it (decision, quarantine)
 * @param documentId our document id, or the quarantine id of a message that became no document
 * @param state the terminal state
 * @param reason a reason code; empty where the state says all
 * @param route {@code EXTERNAL}, {@code SOVEREIGN} or {@code WITHHELD}; null if nothing was decided
 * @param task the task asked for; null if unknown
 * @param outputDigest HMAC of the output in lower-case hex; null without output
 * @param partial whether the result is over a part of the document only
 * @param model the model that answered; null without output
 * @param endpoint the endpoint's id; null without output
 * @param decisionId the decision; null if nothing was decided
 * @param attempt the attempt from 1, or 0 for a message that became no document
 * @param leaf the audit log's leaf of the end; null if not yet sequenced
 * @param endedAt when it ended
 */
public record DocumentEnded(
        UUID eventId,
        UUID documentId,
        State state,
        String reason,
        @Nullable String route,
        @Nullable String task,
        @Nullable String outputDigest,
        boolean partial,
        @Nullable String model,
        @Nullable String endpoint,
        @Nullable UUID decisionId,
        int attempt,
        @Nullable Long leaf,
        Instant endedAt) {
    /** The CloudEvents type. */
    public static final String TYPE = "dev.sluice.document.ended.v1";
    /** The CloudEvents source. */
    public static final String SOURCE = "urn:sluice";
    /** The header in which the relay names the upstream id. */
    public static final String CAUSATION_HEADER = "ce_causationid";

    private static final String WHAT = "an ended event";

    /** How a document's attempt, or a message, can end. */
    public enum State {
        /** A result is stored. */
        COMPLETED,
        /** Not worked on, by decision. */
        WITHHELD,
        /** Could not be worked on. */
        FAILED,
        /** A later attempt took its place. */
        SUPERSEDED,
        /** Its key was destroyed. */
        ERASED,
        /** The message was no document that we take. */
        QUARANTINED
    }

    /** @throws IllegalArgumentException if a completed one has no output digest, or the attempt is negative */
    public DocumentEnded {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(documentId, "documentId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(endedAt, "endedAt");
        if (state == State.COMPLETED && outputDigest == null) {
            throw new IllegalArgumentException("a completed document has an output digest");
        }
        if (attempt < 0) {
            throw new IllegalArgumentException("expected an attempt from 0, found " + attempt);
        }
    }

    /** An end without a result. */
    public static DocumentEnded withoutResult(
            UUID eventId,
            UUID documentId,
            int attempt,
            State state,
            String reason,
            @Nullable String route,
            @Nullable String task,
            @Nullable UUID decisionId) {
        return new DocumentEnded(
                eventId,
                documentId,
                state,
                reason,
                route,
                task,
                null,
                false,
                null,
                null,
                decisionId,
                attempt,
                null,
                Instant.now());
    }

    /** A message that became no document; subject and event id are the quarantine id. */
    public static DocumentEnded quarantined(UUID quarantineId, String reason) {
        return withoutResult(quarantineId, quarantineId, 0, State.QUARANTINED, reason, null, null, null);
    }

    /** The message to the result topic of the route, keyed by the document. */
    public OutboxMessage toMessage() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", eventId.toString());
        headers.put("ce_source", SOURCE);
        headers.put("ce_type", TYPE);
        headers.put("ce_subject", documentId.toString());
        headers.put("ce_time", endedAt.toString());
        headers.put("content-type", "application/json");
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("state", state.name());
        data.put("reason", reason);
        data.put("route", route);
        data.put("task", task);
        data.put("output", null);
        data.put("outputDigest", outputDigest);
        data.put("partial", partial);
        data.put("model", model);
        data.put("endpoint", endpoint);
        data.put("decisionId", decisionId == null ? null : decisionId.toString());
        data.put("attempt", attempt);
        data.put("leaf", leaf);
        String topic = "EXTERNAL".equals(route) ? Topics.RESULTS_EXTERNAL : Topics.RESULTS_SOVEREIGN;
        return new OutboxMessage(topic, documentId.toString(), headers, WireJson.bytes(data));
    }

    /**
     * Reads a record of a result topic.
     *
     * @throws IllegalArgumentException if it isn't such an event; the message quotes nothing of it
     */
    public static DocumentEnded parse(Map<String, String> headers, byte[] payload) {
        if (!TYPE.equals(headers.get("ce_type"))) {
            throw new IllegalArgumentException("the record is not of type " + TYPE);
        }
        JsonNode data = WireJson.object(payload, WHAT);
        String decision = optional(data, "decisionId");
        JsonNode leaf = data.path("leaf");
        try {
            return new DocumentEnded(
                    UUID.fromString(header(headers, "ce_id")),
                    UUID.fromString(header(headers, "ce_subject")),
                    State.valueOf(WireJson.required(data, "state", WHAT)),
                    WireJson.required(data, "reason", WHAT),
                    optional(data, "route"),
                    optional(data, "task"),
                    optional(data, "outputDigest"),
                    data.path("partial").asBoolean(false),
                    optional(data, "model"),
                    optional(data, "endpoint"),
                    decision == null ? null : UUID.fromString(decision),
                    WireJson.requiredInt(data, "attempt", WHAT),
                    leaf.isIntegralNumber() ? Long.valueOf(leaf.longValue()) : null,
                    Instant.parse(header(headers, "ce_time")));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the record is not a well-formed " + TYPE);
        }
    }

    private static String header(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException(WHAT + " lacks the header " + name);
        }
        return value;
    }

    private static @Nullable String optional(JsonNode data, String field) {
        JsonNode node = data.path(field);
        return node.isString() ? node.stringValue() : null;
    }
}
