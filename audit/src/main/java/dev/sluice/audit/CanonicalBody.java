package dev.sluice.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * An event as the bytes that are stored and hashed: RFC 8785 canonical JSON. {@link Values} lets only strings in that
 * need no escape and only numbers that a double holds, so writing the sorted maps is all there is to it.
 */
final class CanonicalBody {
    /** The longest body, in bytes. */
    static final int LONGEST = 65_535;

    /** The version of the body's form. */
    static final int SCHEMA = 1;

    private CanonicalBody() {}

    /** The body of an event recorded at this time. @throws ValueRefusedException when it is too long */
    static byte[] of(AuditEvent event, Instant recordedAt) {
        SortedMap<String, Object> body = new TreeMap<>();
        Actor actor = event.actor();
        body.put(
                "actor",
                new TreeMap<>(
                        Map.of("authentication", actor.authentication(), "id", actor.id(), "kind", actor.kind())));
        if (event.attempt() != null) {
            body.put("attempt", event.attempt());
        }
        if (event.batchId() != null) {
            body.put("batchId", event.batchId().toString());
        }
        body.put("detail", event.detail());
        if (event.documentId() != null) {
            body.put("documentId", event.documentId().toString());
        }
        body.put("eventId", event.eventId().toString());
        body.put("occurredAt", event.occurredAt().toString());
        body.put("outcome", event.outcome().name());
        if (event.reason() != null) {
            body.put("reason", event.reason());
        }
        body.put("recordedAt", recordedAt.toString());
        body.put("schema", SCHEMA);
        if (event.tenant() != null) {
            body.put("tenant", event.tenant());
        }
        body.put("type", event.type());
        StringBuilder json = new StringBuilder(512);
        write(body, json);
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new ValueRefusedException("event " + event.eventId() + " of type " + event.type() + " has a body of "
                    + bytes.length + " bytes, at most " + LONGEST + " are kept");
        }
        return bytes;
    }

    private static void write(Object value, StringBuilder json) {
        switch (value) {
            case String text -> json.append('"').append(text).append('"');
            case Double number -> json.append(number(number));
            case Map<?, ?> map -> writeMap(map, json);
            case List<?> list -> writeList(list, json);
            default -> json.append(value); // Boolean, Integer, Long
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder json) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator).append('"').append(entry.getKey()).append("\":");
            write(entry.getValue(), json);
            separator = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private static void writeList(List<?> list, StringBuilder json) {
        String separator = "[";
        for (Object element : list) {
            json.append(separator);
            write(element, json);
            separator = ",";
        }
        json.append(list.isEmpty() ? "[]" : "]");
    }

    private static String number(double value) {
        try {
            return NumberToJSON.serializeNumber(value);
        } catch (IOException notFinite) {
            throw new UncheckedIOException(notFinite);
        }
    }
}
