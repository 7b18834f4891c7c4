package dev.sluice.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One relay's turn at the outbox: nobody else publishes until it is closed. It holds a session's lock and no transaction,
 * so that waiting for Kafka holds up neither the log nor anybody's clean-up; what is marked is committed at once. A lost
 * connection ends the turn early, and somebody else may publish again what was not yet marked. Confined to one thread.
 */
public final class OutboxTurn implements AutoCloseable {
    private static final String LOCK = "hashtextextended('sluice.outbox.relay', 0)";

    private final Connection connection;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private OutboxTurn(Connection connection) {
        this.connection = connection;
        DataSource only = new SingleConnectionDataSource(connection, true);
        this.jdbc = JdbcClient.create(only);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(only));
    }

    /**
     * Takes the turn; empty while another relay has it.
     *
     * @param dataSource the database as role INGEST, whose connections commit each statement
     */
    public static Optional<OutboxTurn> take(DataSource dataSource) {
        OutboxTurn turn;
        try {
            turn = new OutboxTurn(dataSource.getConnection());
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("cannot ask for the turn at the outbox");
        }
        boolean taken = false;
        try {
            taken = turn.jdbc
                    .sql("select pg_try_advisory_lock(" + LOCK + ")")
                    .query(Boolean.class)
                    .single();
        } finally {
            if (!taken) {
                turn.giveBack();
            }
        }
        return taken ? Optional.of(turn) : Optional.empty();
    }

    /**
     * The oldest messages that are neither published nor failed for good.
     *
     * @param except topics whose messages are left for another time
     */
    public List<StoredMessage> pending(int max, Collection<String> except) {
        return jdbc.sql("""
                        select id, topic, message_key, headers, payload from sluice.outbox
                         where published_at is null and failed_reason is null and topic <> all (:except)
                         order by id limit :max""")
                .param("except", except.toArray(String[]::new))
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

    /** Marks messages as published. */
    public void published(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(
                status -> jdbc.sql("update sluice.outbox set published_at = clock_timestamp() where id = any (:ids)")
                        .param("ids", ids.toArray(Long[]::new))
                        .update());
    }

    /**
     * Marks a message that cannot be published as failed for good: it stays, and is not given out again.
     *
     * @param reason a code
     */
    public void failed(long id, String reason) {
        jdbc.sql("update sluice.outbox set failed_reason = :reason where id = :id")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    @Override
    public void close() {
        try {
            jdbc.sql("select pg_advisory_unlock(" + LOCK + ")")
                    .query(Boolean.class)
                    .single();
        } catch (DataAccessException lost) {
            // The lock was the session's, and went with it.
            abort();
        }
        giveBack();
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    private void giveBack() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already, and the lock with it.
        }
    }

    private static Map<String, String> headers(String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        WireJson.object(json.getBytes(StandardCharsets.UTF_8), "an outbox message's headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue()));
        return headers;
    }
}
