package dev.sluice.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Stops one transaction in the middle of its commit, as the superuser: a deferred trigger waits there for a lock that
 * this gate holds. A process that is killed meanwhile is killed exactly at that boundary.
 */
final class CommitGate implements AutoCloseable {
    private static final int LOCK = 4711;
    private static final String WAITING = "select pid from pg_locks where locktype = 'advisory' and not granted"
            + " and classid = 0 and objid = " + LOCK + " and database = (select oid from pg_database where datname ="
            + " current_database())";

    private final Connection connection;

    private CommitGate(Connection connection) {
        this.connection = connection;
    }

    static CommitGate at(String adminUrl, Moment moment) throws SQLException {
        Boundary boundary = moment.boundary();
        CommitGate gate = new CommitGate(DriverManager.getConnection(adminUrl));
        gate.execute("select pg_advisory_lock(" + LOCK + ")");
        gate.execute("create sequence if not exists public.gate_row");
        gate.execute("alter sequence public.gate_row restart with 1");
        gate.execute("""
                create or replace function public.gate() returns trigger language plpgsql security definer as $$
                begin
                  if nextval('public.gate_row') = tg_argv[0]::bigint then
                    perform pg_advisory_xact_lock(%d);
                  end if;
                  return null;
                end $$""".formatted(LOCK));
        gate.execute(
                "create constraint trigger gate after %s deferrable initially deferred for each row when (%s) execute function public.gate(%d)"
                        .formatted(boundary.event(), boundary.when(), moment.row()));
        return gate;
    }

    /** The server process whose transaction waits at the gate, if one has come. */
    OptionalInt waiting() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WAITING)) {
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    /** Ends the transaction at the gate, whose client is gone, and takes the gate away. */
    void open(Moment moment) throws Exception {
        int waiting = waiting().orElseThrow(() -> new AssertionError("nobody waits at the gate"));
        if (!moment.committed()) {
            execute("select pg_terminate_backend(" + waiting + ")");
        } else {
            execute("select pg_advisory_unlock(" + LOCK + ")");
        }
        CrashedMachine.await(
                "the transaction at the gate to end: " + moment,
                Duration.ofSeconds(20),
                () -> count("select count(*) from pg_stat_activity where pid = " + waiting + " and state <> 'idle'")
                        == 0);
        // Whatever else the dead process had under way ends now, before anybody looks.
        execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and usename <> current_user");
        execute("drop trigger gate on " + moment.boundary().event().replaceFirst(".* on ", ""));
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
