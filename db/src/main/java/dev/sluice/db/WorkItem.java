package dev.sluice.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What a worker is told: ids and the signed clearance, no content.
 *
 * @param documentId the document
 * @param attempt its attempt, from 1
 * @param decisionId the decision that the clearance speaks of
 * @param pool {@code SOVEREIGN} or {@code EXTERNAL}: whose topic it goes to
 * @param clearance the clearance, a compact JWS
 */
public record WorkItem(UUID documentId, int attempt, UUID decisionId, String pool, String clearance) {
    private static final String WHAT = "a work item";
    /** A clearance is at most this long; anything longer was not made by us. */
    private static final int MAX_BYTES = 64 * 1024;

    /** @throws IllegalArgumentException if the attempt is below 1, the pool unknown or the clearance empty */
    public WorkItem {
        Objects.requireNonNull(documentId, "documentId");
        Objects.requireNonNull(decisionId, "decisionId");
        if (attempt < 1) {
            throw new IllegalArgumentException("expected an attempt from 1, found " + attempt);
        }
        if (!pool.equals("SOVEREIGN") && !pool.equals("EXTERNAL")) {
            throw new IllegalArgumentException("expected the pool SOVEREIGN or EXTERNAL");
        }
        if (clearance.isEmpty()) {
            throw new IllegalArgumentException("a work item without a clearance");
        }
    }

    /** The message to the pool's topic, keyed by the document. */
    public OutboxMessage toMessage() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("documentId", documentId.toString());
        fields.put("attempt", attempt);
        fields.put("decisionId", decisionId.toString());
        fields.put("pool", pool);
        fields.put("clearance", clearance);
        String topic = pool.equals("EXTERNAL") ? Topics.WORK_EXTERNAL : Topics.WORK_SOVEREIGN;
        return new OutboxMessage(
                topic, documentId.toString(), Map.of("content-type", "application/json"), WireJson.bytes(fields));
    }

    /**
     * Reads the value of a record of a work topic.
     *
     * @throws IllegalArgumentException if it isn't a work item; the message quotes nothing of it
     */
    public static WorkItem parse(byte[] payload) {
        if (payload.length > MAX_BYTES) {
            throw new IllegalArgumentException("a work item of " + payload.length + " bytes, at most " + MAX_BYTES);
        }
        JsonNode object = WireJson.object(payload, WHAT);
        return new WorkItem(
                id(object, "documentId"),
                WireJson.requiredInt(object, "attempt", WHAT),
                id(object, "decisionId"),
                WireJson.required(object, "pool", WHAT),
                WireJson.required(object, "clearance", WHAT));
    }

    private static UUID id(JsonNode object, String field) {
        try {
            return UUID.fromString(WireJson.required(object, field, WHAT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a work item lacks the id " + field);
        }
    }
}
