package dev.sluice.inference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Says which attempts this process is working on, so that a second delivery waits instead of taking a call under way for
 * one that crashed. Advisory locks of one connection: PostgreSQL gives them back when the process dies. Losing the
 * connection loses them early; that is safe, because an outcome is stored only while its dispatch is still an intent.
 */
final class Leases implements AutoCloseable {
    private final DataSource dataSource;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;

    Leases(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The lease of an attempt; empty while somebody else has it. */
    synchronized Optional<Lease> take(UUID documentId, int attempt) {
        String name = "sluice.dispatch." + documentId + "." + attempt;
        if (held.contains(name) || !ask("select pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
            return Optional.empty();
        }
        held.add(name);
        return Optional.of(() -> giveBack(name));
    }

    private synchronized void giveBack(String name) {
        held.remove(name);
        if (connection != null) {
            ask("select pg_advisory_unlock(hashtextextended(?, 0))", name);
        }
    }

    private boolean ask(String sql, String name) {
        try {
            Connection open = connection;
            if (open == null) {
                open = dataSource.getConnection();
                connection = open;
            }
            try (PreparedStatement statement = open.prepareStatement(sql)) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        } catch (SQLException e) {
            drop();
            throw new DataAccessResourceFailureException("cannot ask for the lease " + name);
        }
    }

    private void drop() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
                open.close();
            } catch (SQLException e) {
                // It is gone already, and its locks with it.
            }
        }
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        // Its pool lends the connection again, and locks are the session's.
        try (PreparedStatement statement = open.prepareStatement("select pg_advisory_unlock_all()")) {
            statement.execute();
            open.close();
            connection = null;
        } catch (SQLException e) {
            drop();
        }
    }

    /** Held until closed. */
    @FunctionalInterface
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
