package dev.sluice.db;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Messages that leave with the transaction that wrote them, or not at all. A relay publishes them afterwards, at least
 * once: readers recognise a repeat by its event id. Thread-safe.
 *
 * @see OutboxTurn
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

    /** Removes messages that were published longer ago than this; returns how many. */
    public int purgePublished(Duration age) {
        return jdbc.sql(
                        "delete from sluice.outbox where published_at < clock_timestamp() - make_interval(secs => :seconds)")
                .param("seconds", (double) age.toSeconds())
                .update();
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the outbox is used in the caller's transaction, and there is none");
        }
    }
}
