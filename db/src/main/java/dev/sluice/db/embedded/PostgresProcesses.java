package dev.sluice.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that a dead JVM left behind in a cluster's folder. They are recognised by their working folder, which
 * every process of PostgreSQL keeps: a number in {@code postmaster.pid} may by now be somebody else's, and a dead
 * process that nobody has reaped has a number but no folder.
 */
final class PostgresProcesses {
    private static final Logger log = LoggerFactory.getLogger(PostgresProcesses.class);
    private static final Duration FAST = Duration.ofSeconds(10);
    private static final Duration IMMEDIATE = Duration.ofSeconds(3);
    private static final Duration KILLED = Duration.ofSeconds(3);

    private PostgresProcesses() {}

    /** Stops what still runs on the cluster and clears the lock of what no longer does. */
    static void clearOrphans(Path cluster) {
        List<Long> left = on(cluster);
        if (!left.isEmpty()) {
            log.warn("found PostgreSQL still running after a Sluice that died; stopping it");
            stop(cluster, lockedBy(cluster));
        }
        try {
            if (Files.deleteIfExists(cluster.resolve("postmaster.pid"))) {
                log.info("removed the lock of a PostgreSQL that died");
            }
        } catch (IOException e) {
            throw new EmbeddedServiceException("cannot remove a dead PostgreSQL's lock in " + cluster, e);
        }
    }

    /** Asks the postmaster to stop, then tells it, then kills whatever is left. */
    static void stop(Path cluster, long postmaster) {
        if (on(cluster).contains(postmaster)) {
            signal("INT", List.of(postmaster));
            if (gone(cluster, FAST)) {
                return;
            }
            signal("QUIT", List.of(postmaster));
        }
        if (!gone(cluster, IMMEDIATE)) {
            signal("KILL", on(cluster));
            if (!gone(cluster, KILLED)) {
                throw new EmbeddedServiceException("cannot stop the PostgreSQL processes " + on(cluster) + " on "
                        + cluster + ": end them by hand");
            }
        }
    }

    static List<Long> on(Path cluster) {
        List<Long> found = new ArrayList<>();
        try {
            Path folder = cluster.toRealPath();
            ProcessHandle.allProcesses().map(ProcessHandle::pid).forEach(pid -> {
                if (worksIn(folder, pid)) {
                    found.add(pid);
                }
            });
        } catch (IOException e) {
            throw new EmbeddedServiceException("cannot see the folder " + cluster, e);
        }
        return found;
    }

    private static boolean worksIn(Path folder, long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(folder);
        } catch (IOException e) {
            return false; // not ours to see, or already gone
        }
    }

    private static long lockedBy(Path cluster) {
        try {
            return Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException e) {
            return -1;
        }
    }

    private static boolean gone(Path cluster, Duration within) {
        Instant until = Instant.now().plus(within);
        while (!on(cluster).isEmpty()) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            Programs.pause();
        }
        return true;
    }

    private static void signal(String name, List<Long> pids) {
        StringBuilder command = new StringBuilder("kill -" + name);
        pids.forEach(pid -> command.append(' ').append(pid));
        Programs.run(List.of("/bin/sh", "-c", command.toString()), KILLED);
    }
}
