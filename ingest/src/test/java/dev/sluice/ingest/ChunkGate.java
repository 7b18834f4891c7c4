package dev.sluice.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Holds the first chunk back where it is about to be written. */
final class ChunkGate extends DelegatingDataSource {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    ChunkGate(DataSource healthy) {
        super(healthy);
    }

    void awaitReached() {
        Station.await("a chunk to be about to be written", () -> reached.getCount() == 0);
    }

    void open() {
        opened.countDown();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection healthy = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                ChunkGate.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement")
                            && Thread.currentThread().getName().startsWith("sluice-batch")
                            && ((String) args[0]).contains("set lease_until = clock_timestamp()")) {
                        reached.countDown();
                        opened.await();
                    }
                    try {
                        return method.invoke(healthy, args);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
