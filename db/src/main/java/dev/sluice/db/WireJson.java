package dev.sluice.db;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of our own messages: strict in what it reads, and its errors never quote the input. */
final class WireJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private WireJson() {}

    static byte[] bytes(Map<String, ?> fields) {
        return MAPPER.writeValueAsBytes(fields);
    }

    static String text(Map<String, ?> fields) {
        return MAPPER.writeValueAsString(fields);
    }

    /** @throws IllegalArgumentException if it isn't one JSON object */
    static JsonNode object(byte[] json, String what) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + " is not JSON");
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + " is not a JSON object");
        }
        return node;
    }

    /** @throws IllegalArgumentException if the field is missing or no text */
    static String required(JsonNode object, String field, String what) {
        JsonNode node = object.path(field);
        if (!node.isString()) {
            throw new IllegalArgumentException(what + " lacks the text " + field);
        }
        return node.stringValue();
    }

    /** @throws IllegalArgumentException if the field is missing or no 32-bit integer */
    static int requiredInt(JsonNode object, String field, String what) {
        JsonNode node = object.path(field);
        if (!node.isInt()) {
            throw new IllegalArgumentException(what + " lacks the number " + field);
        }
        return node.intValue();
    }
}
