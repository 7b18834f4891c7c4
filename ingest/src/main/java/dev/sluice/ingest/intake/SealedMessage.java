package dev.sluice.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of a documents topic in the form in which quarantine keeps it sealed: headers, key and value as they came.
 *
 * @param headers in their order, repeated ones too
 * @param key null without one
 * @param value null for a tombstone
 * @param timestamp the record's, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedMessage(Headers headers, byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    /** Headers that say what kind of message it is, by the only form in which their values are told. */
    private static final Map<String, Pattern> TOLD = Map.of(
            "ce_specversion", Pattern.compile("[0-9.]{1,8}"),
            "ce_type", Pattern.compile("[a-z]+(\\.[a-z]+){0,8}(\\.v[0-9]{1,4})?"),
            "ce_time", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]{8,18}([Zz]|[+-][0-9]{2}:[0-9]{2})"),
            "content-type", Pattern.compile("[a-z]{1,12}/[a-z0-9.+-]{1,80}(; ?charset=[A-Za-z0-9-]{1,20})?"));

    /** Of a record that has just come. */
    public static SealedMessage of(ConsumerRecord<byte[], byte[]> message) {
        return new SealedMessage(message.headers(), message.key(), message.value(), message.timestamp());
    }

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if it is none; the message quotes nothing of it
     */
    public static SealedMessage parse(byte[] stored) {
        try {
            JsonNode all = JSON.readTree(stored);
            RecordHeaders headers = new RecordHeaders();
            for (JsonNode header : all.path("headers")) {
                headers.add(header.get("name").stringValue(), bytes(header.path("value")));
            }
            return new SealedMessage(
                    headers,
                    bytes(all.path("key")),
                    bytes(all.path("value")),
                    all.get("timestamp").longValue());
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException("a stored message is not of the form that it was stored in");
        }
    }

    /** The form that is stored: byte arrays are base64 in JSON. */
    public byte[] stored() {
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (Header header : headers) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", header.key());
            one.put("value", header.value());
            each.add(one);
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("headers", each);
        all.put("key", key);
        all.put("value", value);
        all.put("timestamp", timestamp);
        return JSON.writeValueAsBytes(all);
    }

    /** The size of the value, in bytes; empty for a tombstone. */
    public Optional<Integer> valueBytes() {
        return Optional.ofNullable(value).map(bytes -> bytes.length);
    }

    /** Names of the headers with the bytes of their values; one that stands again is counted, a strange name is not told. */
    public SequencedMap<String, Integer> headerBytes() {
        SequencedMap<String, Integer> sizes = new LinkedHashMap<>();
        for (Header header : headers) {
            String name = NAME.matcher(header.key()).matches() ? header.key() : "?";
            String free = name;
            for (int again = 2; sizes.containsKey(free); again++) {
                free = name + "#" + again;
            }
            sizes.put(free, header.value() == null ? 0 : header.value().length);
        }
        return sizes;
    }

    /** What kind of message the headers say it is: type, versions, time and media type, where they have the usual form. */
    public SequencedMap<String, String> kind() {
        SequencedMap<String, String> told = new LinkedHashMap<>();
        for (Header header : headers) {
            Optional.ofNullable(TOLD.get(header.key()))
                    .filter(form -> header.value() != null)
                    .map(form -> form.matcher(new String(header.value(), StandardCharsets.UTF_8)))
                    .filter(java.util.regex.Matcher::matches)
                    .ifPresent(matched -> told.put(header.key(), matched.group()));
        }
        return told;
    }

    private static byte @Nullable [] bytes(JsonNode base64) {
        return base64.isString() ? Base64.getDecoder().decode(base64.stringValue()) : null;
    }

    @Override
    public String toString() {
        return "SealedMessage[" + (value == null ? 0 : value.length) + " bytes]";
    }
}
