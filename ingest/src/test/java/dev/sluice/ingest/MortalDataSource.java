package dev.sluice.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that is lost at a chosen commit, before or after it happened. A crash loses it for good, as a killed process
 * loses everything; a glitch loses that one connection.
 */
final class MortalDataSource extends DelegatingDataSource {
    private final String thread;
    private final int commit;
    private final boolean after;
    private final boolean forGood;
    private final Map<String, Integer> commits = new ConcurrentHashMap<>();
    private volatile boolean dead;
    private volatile boolean struck;

    MortalDataSource(DataSource healthy, String thread, int commit, boolean after, boolean forGood) {
        super(healthy);
        this.thread = thread;
        this.commit = commit;
        this.after = after;
        this.forGood = forGood;
    }

    /** From now on nothing of this node reaches the database, as if its process had been killed. */
    void die() {
        struck = true;
        dead = true;
    }

    boolean struck() {
        return struck;
    }

    int commits(String name) {
        return commits.getOrDefault(name, 0);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (dead) {
            throw lost();
        }
        Connection healthy = super.getConnection();
        Watch watch = new Watch(healthy);
        return (Connection) Proxy.newProxyInstance(
                MortalDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        watch.close();
                        return null;
                    }
                    if (dead || watch.lost) {
                        throw lost();
                    }
                    if (method.getName().equals("prepareStatement") && ((String) args[0]).contains("published_at =")) {
                        watch.marks = true;
                    }
                    if (method.getName().equals("commit")) {
                        watch.commit();
                        return null;
                    }
                    try {
                        return method.invoke(healthy, args);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static SQLException lost() {
        return new SQLException("connection lost by the test", "08006");
    }

    private final class Watch {
        private final Connection healthy;
        private boolean lost;
        private boolean marks;

        Watch(Connection healthy) {
            this.healthy = healthy;
        }

        void commit() throws SQLException {
            String name = Thread.currentThread().getName();
            // The relay looks every 50 ms; only its commits that mark something are moments of their own.
            boolean counted = !name.equals("sluice-relay") || marks;
            int number = counted ? commits.merge(name, 1, Integer::sum) : 0;
            marks = false;
            boolean now = counted && name.equals("sluice-" + thread) && number == commit;
            if (now && !after) {
                strike();
            }
            healthy.commit();
            if (now) {
                strike();
            }
        }

        private void strike() throws SQLException {
            struck = true;
            lost = true;
            dead = forGood;
            throw lost();
        }

        void close() throws SQLException {
            if (lost || dead) {
                // The session ends, and with it what was not committed and the locks it held.
                healthy.abort(Runnable::run);
            }
            healthy.close();
        }
    }
}
