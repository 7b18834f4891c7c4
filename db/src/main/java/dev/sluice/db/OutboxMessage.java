package dev.sluice.db;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message to be published after the transaction that decided on it.
 *
 * @param topic the topic's name, see {@link Topics}
 * @param key the record's key, as UTF-8
 * @param headers the record's headers, as UTF-8; sorted by name
 * @param payload the record's value: ids, digests and signed clearances, never content
 */
@SuppressWarnings("ArrayRecordComponent") // equality is spelled out below
public record OutboxMessage(String topic, String key, Map<String, String> headers, byte[] payload) {
    /** Copies what it is given. */
    public OutboxMessage {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** The same message with one more header, for what the relay adds on the way out. */
    public OutboxMessage withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new OutboxMessage(topic, key, more, payload);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboxMessage that
                && topic.equals(that.topic)
                && key.equals(that.key)
                && headers.equals(that.headers)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, key, headers, Arrays.hashCode(payload));
    }

    /** Topic, key and size: nothing of what is inside. */
    @Override
    public String toString() {
        return "OutboxMessage[" + topic + ", " + key + ", " + payload.length + " bytes]";
    }
}
