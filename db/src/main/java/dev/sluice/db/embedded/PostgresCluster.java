package dev.sluice.db.embedded;

import dev.sluice.db.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cluster's folder: made once by {@code initdb}, its configuration written anew before each start. */
final class PostgresCluster {
    static final String ADMIN = "sluice_admin";
    private static final Duration INITDB = Duration.ofSeconds(60);

    private final Path home;
    private final Path folder;

    PostgresCluster(Path home, Path dataDir) {
        this.home = home;
        this.folder = dataDir.resolve("cluster");
    }

    Path folder() {
        return folder;
    }

    void makeOnce(Path passwordFile) {
        if (Files.exists(folder)) {
            return;
        }
        Path draft = folder.resolveSibling("cluster.new");
        List<String> command = asUser(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + ADMIN,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        try {
            PostgresBinaries.deleteTree(draft);
            Programs.Ended ended = Programs.run(command, INITDB);
            if (ended.status() != 0) {
                throw new EmbeddedServiceException("initdb failed in " + draft + ": " + ended.output());
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedServiceException("cannot make a PostgreSQL cluster in " + folder, e);
        }
    }

    /** Durable, small, on loopback with a password only, and its log without values of any document. */
    void configure(int port) {
        PrivateFiles.replace(
                folder.resolve("postgresql.conf"), """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 100
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = minimal
                max_wal_senders = 0
                min_wal_size = '64MB'
                max_wal_size = '512MB'
                shared_buffers = '64MB'
                work_mem = '4MB'
                maintenance_work_mem = '32MB'
                max_worker_processes = 2
                max_parallel_workers_per_gather = 0
                autovacuum_max_workers = 1
                io_method = 'sync'
                jit = off
                timezone = 'UTC'
                lc_messages = 'C'
                log_destination = 'stderr'
                logging_collector = off
                log_min_messages = 'fatal'
                log_min_error_statement = 'panic'
                log_error_verbosity = 'terse'
                log_statement = 'none'
                log_min_duration_statement = -1
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_checkpoints = off
                """.formatted(port).getBytes(StandardCharsets.US_ASCII));
        PrivateFiles.replace(
                folder.resolve("postgresql.auto.conf"),
                "# settings stand in postgresql.conf\n".getBytes(StandardCharsets.US_ASCII));
        PrivateFiles.replace(
                folder.resolve("pg_hba.conf"),
                "host all all 127.0.0.1/32 scram-sha-256\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** A process of its own session, so that a terminal's Ctrl-C reaches us and not the database below us. */
    ProcessBuilder postmaster(Path logFile) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(home.resolve("bin/postgres").toString(), "-D", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(asUser(command))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        Programs.cleanEnvironment(builder);
        return builder;
    }

    /** Whether this postmaster has said that it takes connections. */
    boolean ready(long postmaster) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(postmaster))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and the files stay root's. */
    private List<String> asUser(List<String> command) {
        try {
            boolean root = Integer.valueOf(0).equals(Files.getAttribute(folder.getParent(), "unix:uid"));
            if (!root) {
                return command;
            }
        } catch (IOException e) {
            throw new EmbeddedServiceException("cannot see the owner of " + folder.getParent(), e);
        }
        if (Programs.run(List.of("unshare", "-U", "true"), Duration.ofSeconds(5))
                        .status()
                != 0) {
            throw new EmbeddedServiceException(
                    "PostgreSQL refuses to run as root, and this system gives root no user"
                            + " namespace (unshare -U): run Sluice as another user, or use a running PostgreSQL with --database");
        }
        List<String> inNamespace = new ArrayList<>(List.of("unshare", "-U"));
        inNamespace.addAll(command);
        return inNamespace;
    }
}
