package dev.sluice.db.embedded;

import dev.sluice.db.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of this process in a folder of its own: durable, on loopback under a random password, on a port
 * chosen once. Whatever an earlier process left behind, running or dead, is cleared first. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "sluice";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final int STARTS = 3;
    /** Bounds recovery after a crash, which replays at most the configured 512 MB; a dead server is noticed at once. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final PostgresCluster cluster;
    private final FolderLock lock;
    private final int port;
    private final String password;
    private final Process postmaster;

    private EmbeddedPostgres(PostgresCluster cluster, FolderLock lock, int port, String password, Process postmaster) {
        this.cluster = cluster;
        this.lock = lock;
        this.port = port;
        this.password = password;
        this.postmaster = postmaster;
    }

    /**
     * Starts the server in the folder, which is made if missing (mode 0700).
     *
     * @throws EmbeddedServiceException if another process uses the folder, or the server does not start
     */
    public static EmbeddedPostgres start(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        PrivateFiles.makeFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            PostgresCluster cluster = new PostgresCluster(PostgresBinaries.unpackOnce(folder), folder);
            Path passwordFile = folder.resolve("superuser.password");
            String password = PrivateFiles.createOrReadPassword(passwordFile);
            cluster.makeOnce(passwordFile);
            for (int left = STARTS - 1; ; left--) {
                PostgresProcesses.clearOrphans(cluster.folder());
                int port = LoopbackPort.keep(folder.resolve("port"));
                cluster.configure(port);
                Process postmaster = launch(cluster, folder.resolve("postgres.log"));
                if (awaitReady(cluster, postmaster)) {
                    EmbeddedPostgres started = new EmbeddedPostgres(cluster, lock, port, password, postmaster);
                    started.makeDatabaseOnce();
                    started.requireDurable();
                    return started;
                }
                PostgresProcesses.stop(cluster.folder(), postmaster.pid());
                if (left == 0) {
                    throw new EmbeddedServiceException(
                            "PostgreSQL did not start; its words are in " + folder.resolve("postgres.log"));
                }
                log.warn("PostgreSQL did not start; trying again");
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The administrator's URL of the database {@code sluice}; it holds the password and must not be logged. */
    public String adminJdbcUrl() {
        return url(DATABASE);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The number of the server's first process. */
    public long pid() {
        return postmaster.pid();
    }

    /** Whether the server's first process runs. */
    public boolean isRunning() {
        return postmaster.isAlive();
    }

    /** Stops the server: sessions are ended, what was committed is kept. Stopping twice does nothing. */
    public synchronized void stop() {
        if (postmaster.isAlive()) {
            PostgresProcesses.stop(cluster.folder(), postmaster.pid());
            try {
                postmaster.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        lock.close();
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private static Process launch(PostgresCluster cluster, Path logFile) {
        try {
            Files.deleteIfExists(logFile);
            return cluster.postmaster(logFile).start();
        } catch (IOException e) {
            throw new EmbeddedServiceException("cannot run PostgreSQL", e);
        }
    }

    private static boolean awaitReady(PostgresCluster cluster, Process postmaster) {
        Instant until = Instant.now().plus(START);
        while (postmaster.isAlive() && Instant.now().isBefore(until)) {
            if (cluster.ready(postmaster.pid())) {
                return true;
            }
            Programs.pause();
        }
        return false;
    }

    private void makeDatabaseOnce() {
        try (Connection connection = DriverManager.getConnection(adminJdbcUrl())) {
            connection.isReadOnly();
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw unusable(e);
            }
            try (Connection connection = DriverManager.getConnection(url("postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            } catch (SQLException failed) {
                throw unusable(failed);
            }
        }
    }

    private void requireDurable() {
        try (Connection connection = DriverManager.getConnection(adminJdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new EmbeddedServiceException(
                                "expected " + setting + " to be on, found " + row.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw unusable(e);
        } catch (EmbeddedServiceException e) {
            PostgresProcesses.stop(cluster.folder(), postmaster.pid());
            throw e;
        }
    }

    private EmbeddedServiceException unusable(SQLException e) {
        PostgresProcesses.stop(cluster.folder(), postmaster.pid());
        return new EmbeddedServiceException(
                "PostgreSQL runs and cannot be used (SQL state " + e.getSQLState() + ")", e);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + PostgresCluster.ADMIN + "&password="
                + password + "&requireAuth=scram-sha-256&sslmode=disable&gssEncMode=disable&connectTimeout=5"
                + "&logServerErrorDetail=false";
    }

    @Override
    public String toString() {
        return "EmbeddedPostgres[port " + port + "]";
    }
}
