package dev.sluice.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is lost for good at a chosen statement or commit, before it or after it, as for a killed process. */
final class FallingDataSource extends DelegatingDataSource {
    private final int moment;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean lost;

    /** @param moment the statement or commit at which it is lost, from 1; 0: never */
    FallingDataSource(DataSource healthy, int moment) {
        super(healthy);
        this.moment = moment;
    }

    int seen() {
        return seen.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (lost) {
            throw gone();
        }
        Connection healthy = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                FallingDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    String name = method.getName();
                    if (name.equals("close")) {
                        if (lost) {
                            // The session ends, and with it what was not committed.
                            healthy.abort(Runnable::run);
                        }
                        healthy.close();
                        return null;
                    }
                    if (lost) {
                        throw gone();
                    }
                    boolean counted = name.equals("prepareStatement") || name.equals("commit");
                    boolean now = counted && seen.incrementAndGet() == moment;
                    if (now && !name.equals("commit")) {
                        lost = true;
                        throw gone();
                    }
                    try {
                        Object result = method.invoke(healthy, args);
                        if (now) {
                            // The commit happened, and nobody is told.
                            lost = true;
                            throw gone();
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static SQLException gone() {
        return new SQLException("connection lost by the test", "08006");
    }
}
