package dev.sluice.db;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/**
 * Messages that leave with the transaction that wrote them, or not at all. A relay publishes them afterwards, at least
 * once: readers recognise a repeat by its event id. Every method needs a Spring transaction. Thread-safe.
 */
public final class Outbox {
    private final JdbcClient jdbc;

    /** An outbox as the role of the data source. */
    public Outbox(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Adds messages in the current transaction.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void add(OutboxMessage... messages) {
        requireTransaction();
        for (OutboxMessage message : messages) {
            jdbc.sql(
                            "insert into sluice.outbox (topic, message_key, headers, payload) values (:topic, :key, cast(:headers as jsonb), :payload)")
                    .param("topic", message.topic())
                    .param("key", message.key())
                    .param("headers", WireJson.text(message.headers()))
                    .param("payload", message.payload())
                    .update();
        }
    }

    /**
     * Locks the oldest messages that are not yet published, for this transaction; another relay skips them. What has failed
     * for good is not among them.
     *
     * @throws IllegalStateException outside a transaction
     */
    public List<StoredMessage> lockPending(int max) {
        requireTransaction();
        return jdbc.sql("""
                        select id, topic, message_key, headers, payload from sluice.outbox
                         where published_at is null and failed_reason is null order by id limit :max for update skip locked""")
                .param("max", max)
                .query((row, number) -> new StoredMessage(
                        row.getLong("id"),
                        new OutboxMessage(
                                row.getString("topic"),
                                row.getString("message_key"),
                                headers(row.getString("headers")),
                                row.getBytes("payload"))))
                .list();
    }

    /**
     * Marks messages as published, in the transaction that locked them.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void markPublished(Collection<Long> ids) {
        requireTransaction();
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("update sluice.outbox set published_at = clock_timestamp() where id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /**
     * Marks a message that cannot be published as failed for good, in the transaction that locked it: it stays, and is not
     * given out again.
     *
     * @param reason a code
     * @throws IllegalStateException outside a transaction
     */
    public void markFailed(long id, String reason) {
        requireTransaction();
        jdbc.sql("update sluice.outbox set failed_reason = :reason where id = :id")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** Removes messages that were published longer ago than this; returns how many. */
    public int purgePublished(Duration age) {
        return jdbc.sql(
                        "delete from sluice.outbox where published_at < clock_timestamp() - make_interval(secs => :seconds)")
                .param("seconds", (double) age.toSeconds())
                .update();
    }

    private static Map<String, String> headers(String json) {
        JsonNode object = WireJson.object(json.getBytes(StandardCharsets.UTF_8), "an outbox message's headers");
        Map<String, String> headers = new LinkedHashMap<>();
        object.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue()));
        return headers;
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the outbox is used in the caller's transaction, and there is none");
        }
    }
}
