package dev.sluice.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The way in. Events are inserted in the caller's transaction, so that what is done and its record stand or fall
 * together; there is no shared row that writers would wait for. Thread-safe.
 */
public final class AuditLog {
    private static final String INSERT = """
            insert into audit.event (event_id, type, outcome, occurred_at, recorded_at, document_id, attempt, batch_id,
                                     tenant, endpoint, body)
            select event_id, type, outcome, occurred_at, ?::timestamptz, document_id, attempt, batch_id, tenant, endpoint, body
              from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::int[], ?::uuid[], ?::text[],
                          ?::text[], ?::bytea[])
                   with ordinality as one (event_id, type, outcome, occurred_at, document_id, attempt, batch_id, tenant,
                                           endpoint, body, position)
             order by position
            """;

    private final JdbcTemplate jdbc;

    /** A log for the role behind this data source, which needs nothing but the right to insert. */
    public AuditLog(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** As {@link #append(Collection)}. */
    public void append(AuditEvent... events) {
        append(List.of(events));
    }

    /**
     * Inserts the events, in their order, in the current transaction.
     *
     * @throws IllegalStateException when no transaction of this data source is active
     * @throws ValueRefusedException when a body is longer than 65,535 bytes
     * @throws AuditException when the insert fails; the transaction must then be rolled back
     */
    public void append(Collection<AuditEvent> events) {
        requireTransaction();
        if (events.isEmpty()) {
            return;
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof Gathered gathered) {
            gathered.events().addAll(events);
            return;
        }
        insert(events);
    }

    /**
     * Does the work in the current transaction, and at its end inserts all events that it appended together, in their order: one
     * statement instead of many. The work begins no other transaction and goes back to no savepoint.
     *
     * @throws IllegalStateException when no transaction of this data source is active
     * @throws ValueRefusedException when a body is longer than 65,535 bytes
     * @throws AuditException when the insert fails; the transaction must then be rolled back
     */
    public void together(Runnable work) {
        requireTransaction();
        Gathered gathered = new Gathered(new ArrayList<>());
        TransactionSynchronizationManager.bindResource(this, gathered);
        try {
            work.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
        append(gathered.events());
    }

    private record Gathered(List<AuditEvent> events) {}

    private void insert(Collection<AuditEvent> events) {
        Instant recordedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<AuditEvent> list = List.copyOf(events);
        byte[][] bodies =
                list.stream().map(event -> CanonicalBody.of(event, recordedAt)).toArray(byte[][]::new);
        try {
            jdbc.execute((Connection connection) -> insert(connection, list, bodies, recordedAt));
        } catch (DataAccessException failed) {
            throw new AuditException(
                    "the audit log did not take " + list.size() + " events; roll the transaction back", failed);
        }
    }

    private static int insert(Connection connection, List<AuditEvent> events, byte[][] bodies, Instant recordedAt)
            throws SQLException {
        if (connection.getAutoCommit()) {
            throw noTransaction();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, recordedAt.atOffset(ZoneOffset.UTC));
            insert.setArray(2, column(connection, "uuid", events, AuditEvent::eventId));
            insert.setArray(3, column(connection, "text", events, AuditEvent::type));
            insert.setArray(
                    4,
                    column(connection, "text", events, event -> event.outcome().name()));
            insert.setArray(
                    5,
                    column(
                            connection,
                            "text",
                            events,
                            event -> event.occurredAt().toString()));
            insert.setArray(6, column(connection, "uuid", events, AuditEvent::documentId));
            insert.setArray(7, column(connection, "int4", events, AuditEvent::attempt));
            insert.setArray(8, column(connection, "uuid", events, AuditEvent::batchId));
            insert.setArray(9, column(connection, "text", events, AuditEvent::tenant));
            insert.setArray(10, column(connection, "text", events, AuditEvent::endpoint));
            insert.setArray(11, connection.createArrayOf("bytea", bodies));
            return insert.executeUpdate();
        }
    }

    private static Array column(
            Connection connection, String type, List<AuditEvent> events, Function<AuditEvent, @Nullable Object> part)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[events.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = part.apply(events.get(i));
        }
        return connection.createArrayOf(type, values);
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw noTransaction();
        }
    }

    private static IllegalStateException noTransaction() {
        return new IllegalStateException(
                "an audit event is appended in the transaction of what it records, none of this"
                        + " data source is active");
    }
}
