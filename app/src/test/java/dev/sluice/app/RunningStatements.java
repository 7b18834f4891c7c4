package dev.sluice.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks every few milliseconds at what the database's sessions run, as anybody with the right to monitor can. */
final class RunningStatements implements AutoCloseable {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Connection admin;
    private final Thread thread;
    private volatile boolean stopped;

    RunningStatements(String adminUrl) throws SQLException {
        this.admin = DriverManager.getConnection(adminUrl);
        this.thread = Thread.ofPlatform().name("running-statements").start(this::watch);
    }

    private void watch() {
        try (Statement statement = admin.createStatement()) {
            while (!stopped) {
                try (ResultSet rows =
                        statement.executeQuery("select distinct a::text, a.query from pg_stat_activity a")) {
                    while (rows.next()) {
                        seen.add(rows.getString(1));
                        seen.add(String.valueOf(rows.getString(2)));
                    }
                }
                Thread.sleep(5);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot watch the sessions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything seen so far: session rows and their statements. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        thread.join();
        admin.close();
    }
}
