package dev.sluice.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EmbeddedPostgresIntegrationTests {
    /** Far below the 90 s that a dead lock once cost; recovery of a small cluster takes well under a second. */
    private static final Duration SECOND_START = Duration.ofSeconds(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    @Test
    void keepsWhatWasCommittedWhenTheJvmIsKilled() throws Exception {
        Path folder = temp.resolve("postgres");
        try (ServiceProcess holder = ServiceProcess.start(PostgresHolder.class, folder)) {
            long orphan = Long.parseLong(holder.await("running"));
            holder.kill();
            assertThat(ProcessHandle.of(orphan)).as("the orphan still runs").isPresent();
            assertSumAfterRestart(folder, 1);
            assertThat(PostgresProcesses.on(folder.resolve("cluster"))).isEmpty();
        }
    }

    @Test
    void keepsWhatWasCommittedWhenThePostmasterIsKilled() throws Exception {
        Path folder = temp.resolve("postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            commitOne(postgres);
            kill(postgres.pid());
            waitUntilDead(postgres);
            postgres.stop();
        }
        assertThat(folder.resolve("cluster/postmaster.pid")).exists();
        assertSumAfterRestart(folder, 1);
    }

    @Test
    void keepsWhatWasCommittedWhenBothAreKilled() throws Exception {
        Path folder = temp.resolve("postgres");
        for (int round = 1; round <= 3; round++) {
            try (ServiceProcess holder = ServiceProcess.start(PostgresHolder.class, folder)) {
                long postmaster = Long.parseLong(holder.await("running"));
                kill(postmaster);
                holder.kill();
            }
        }
        assertSumAfterRestart(folder, 3);
    }

    @Test
    void startsThoughADeadLockNamesALivingProcess() throws Exception {
        Path folder = temp.resolve("postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            commitOne(postgres);
        }
        Files.writeString(
                folder.resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("cluster") + "\n1\n5432\n\n127.0.0.1\n");
        assertSumAfterRestart(folder, 1);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void beginsAgainWhereMakingTheClusterWasInterrupted() throws Exception {
        Path folder = temp.resolve("postgres");
        dev.sluice.db.PrivateFiles.makeFolder(folder.resolve("cluster.new/base"));
        Files.writeString(folder.resolve("cluster.new/PG_VERSION"), "18\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            commitOne(postgres);
        }
    }

    @Test
    void keepsItsPortAndChoosesAnotherOnlyWhenItIsTaken() throws Exception {
        Path folder = temp.resolve("postgres");
        int port;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            port = postgres.port();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.port()).isEqualTo(port);
        }
        try (var squatter = new java.net.ServerSocket(port, 1, java.net.InetAddress.ofLiteral("127.0.0.1"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.port()).isNotEqualTo(squatter.getLocalPort());
        }
    }

    @Test
    void refusesAFolderInUse() {
        Path folder = temp.resolve("postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(EmbeddedServiceException.class)
                    .hasMessageContaining("in use by another running Sluice");
            assertThat(postgres.isRunning()).isTrue();
        }
    }

    @Test
    void isClosedToWhoeverHasNoPassword() throws Exception {
        Path folder = temp.resolve("postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/sluice?sslmode=disable&user=sluice_admin";
            assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(url + "&password="))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(url + "&password=sluice_admin"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
            try (Connection connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select string_agg(type || ' ' || address || ' ' || auth_method, ', ') from pg_hba_file_rules")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("host 127.0.0.1 scram-sha-256");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("superuser.password"))))
                    .isEqualTo("rw-------");
        }
    }

    /** Another user of the machine may reach the port, and neither the password file nor the cluster. */
    @Test
    void showsAnotherLocalUserNothing() throws Exception {
        Path folder = temp.resolve("postgres");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            boolean root = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
            org.junit.jupiter.api.Assumptions.assumeTrue(root, "only root can try as another user");
            for (String file : List.of("superuser.password", "cluster/PG_VERSION", "port")) {
                int status = new ProcessBuilder(
                                "setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                "cat",
                                folder.resolve(file).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                assertThat(status).as(file).isNotZero();
            }
            assertThat(postgres.adminJdbcUrl()).contains("requireAuth=scram-sha-256");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(temp.resolve("postgres"))) {
            for (var network : java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
                for (var address : java.util.Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> {
                                    try (Socket socket = new Socket()) {
                                        socket.connect(new InetSocketAddress(address, postgres.port()), 500);
                                    }
                                })
                                .isInstanceOf(java.io.IOException.class);
                    }
                }
            }
        }
    }

    private static void assertSumAfterRestart(Path folder, int expected) throws SQLException {
        Instant begun = Instant.now();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                Connection connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(n) from kept")) {
            assertThat(Duration.between(begun, Instant.now())).isLessThan(SECOND_START);
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(expected);
        }
    }

    private static void commitOne(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 1 as n");
        }
    }

    private static void kill(long pid) {
        Programs.run(List.of("/bin/sh", "-c", "kill -KILL " + pid), Duration.ofSeconds(5));
    }

    private static void waitUntilDead(EmbeddedPostgres postgres) {
        while (postgres.isRunning()) {
            Programs.pause();
        }
    }
}
