package dev.sluice.ingest.confinement;

import dev.sluice.ingest.confinement.Measures.Network;
import dev.sluice.ingest.confinement.Measures.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes that are confined as strictly as this system permits: by namespaces, else by Landlock, and by a filter of
 * system calls in any case. What is in force was found by trying, not by asking for versions. Thread-safe.
 *
 * <p>The kernel's rules are put on a thread of their own that then starts the process, so that every thread of it is under
 * them from its first instruction, and no second Java runtime has to be started first.
 */
public final class Confinement {
    private static final List<String> OWN_VIEW = List.of("-m", "-n", "-p", "-i", "-f", "--kill-child", "--");
    private static final int PROBE_SECONDS = 10;
    private static final long PR_SET_NO_NEW_PRIVS = 38;
    private static final long PR_CAPBSET_DROP = 24;
    /** As many as the kernel has numbers for. */
    private static final int CAPABILITIES = 64;

    private static final String SHELL = "/bin/sh";
    /** Writes to its folder, fails to read what it is not shown, and says so by its exit. */
    private static final String PROBE = "test -x \"$1\" && : >\"$2/probe\" && ! cat \"$3/probe\" >/dev/null 2>&1";

    /** @param script runs in the namespaces; empty where no view of its own is made */
    private record Way(List<String> unshare, Optional<String> script, boolean landlock) {}

    private final Optional<SystemCalls> calls = SystemCalls.ofThisMachine();
    private final Optional<Landlock> landlock = calls.map(Landlock::new);
    private final Set<Path> readable;
    private final Set<Path> hidden;
    private final boolean ownPrograms;
    private final boolean filters;
    private final Way way;

    private Confinement(Set<Path> readable, Set<Path> hidden, boolean ownPrograms, boolean namespaces) {
        this.readable = readable;
        this.hidden = hidden;
        this.ownPrograms = ownPrograms;
        this.filters = calls.isPresent() && works(new Way(List.of(), Optional.empty(), false), true);
        this.way = ways(namespaces).stream()
                .filter(way -> works(way, filters))
                .findFirst()
                .orElse(new Way(List.of(), Optional.empty(), false));
    }

    /**
     * The strictest that this system permits.
     *
     * @param classPath what Java classes of the process are read from
     * @param programs programs beside Java that it starts, which it then may end; each with its neighbours {@code ../lib} and
     *     {@code ../share}
     * @param more files that it reads
     * @param hidden folders that it must not see, wherever they lie
     */
    public static Confinement strictest(
            String classPath, Collection<Path> programs, Collection<Path> more, Collection<Path> hidden) {
        return strictest(classPath, programs, more, hidden, true);
    }

    /** @param namespaces whether namespaces are tried at all */
    static Confinement strictest(
            String classPath,
            Collection<Path> programs,
            Collection<Path> more,
            Collection<Path> hidden,
            boolean namespaces) {
        Set<Path> readable = new TreeSet<>(ProgramFiles.classPath(classPath));
        readable.add(Path.of(System.getProperty("java.home")));
        readable.addAll(more);
        for (Path program : programs) {
            readable.add(program);
            readable.add(program.resolveSibling("../lib").normalize());
            readable.add(program.resolveSibling("../share").normalize());
        }
        readable.removeIf(path -> !Files.exists(path));
        Set<Path> apart = new TreeSet<>();
        hidden.forEach(folder -> apart.add(folder.toAbsolutePath().normalize()));
        return new Confinement(readable, apart, !programs.isEmpty(), namespaces);
    }

    /** What is in force in every process that this starts. */
    public Measures measures() {
        boolean ownView = way.script().isPresent();
        Network network =
                way.unshare().contains("-n") ? Network.NAMESPACE : filters ? Network.SOCKETS_REFUSED : Network.LIBRARY;
        boolean apart = way.landlock()
                || filters && landlock.filter(Landlock::knowsMoreThanFiles).isPresent();
        boolean silent = filters && !ownPrograms
                || landlock.filter(Landlock::knowsSignals).isPresent();
        return new Measures(
                ownView ? Measures.Files.OWN_VIEW : way.landlock() ? Measures.Files.LANDLOCK : Measures.Files.OPEN,
                network,
                ownView ? Processes.NAMESPACE : apart && silent ? Processes.REFUSED : Processes.OPEN);
    }

    /**
     * Starts a process in a folder, the only place where it can write. Its standard error goes nowhere.
     *
     * @param builder its command and environment; what it is started by comes in front of the command
     * @throws IOException if it could not be started, or not as confined as {@link #measures()} says
     */
    public Process start(ProcessBuilder builder, Path folder) throws IOException {
        return start(way, filters, builder, folder);
    }

    private Process start(Way chosen, boolean filtered, ProcessBuilder builder, Path folder) throws IOException {
        builder.command(line(chosen, builder.command(), folder));
        builder.directory(folder.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        FutureTask<Process> task = new FutureTask<>(() -> {
            restrictThisThread(chosen, filtered, folder);
            return builder.start();
        });
        Thread.ofPlatform().daemon().name("extraction-confine").start(task);
        return result(task);
    }

    private static Process result(FutureTask<Process> task) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // A process that is being started would be lost; it takes milliseconds.
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException("a confined process could not be started");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void restrictThisThread(Way chosen, boolean filtered, Path folder) throws IOException {
        if (calls.isEmpty() || !filtered && !chosen.landlock()) {
            return;
        }
        if (calls.get().prctl(PR_SET_NO_NEW_PRIVS, 1) != 0) {
            throw new IOException("the kernel refuses no_new_privs");
        }
        if (chosen.landlock()) {
            dropCapabilities();
            Set<Path> all = new TreeSet<>(readable);
            all.addAll(ProgramFiles.system());
            all.addAll(ProgramFiles.settings());
            all.add(Path.of("/proc"));
            landlock.orElseThrow().restrict(all, ProgramFiles.DEVICES, folder);
        } else if (landlock.filter(Landlock::knowsMoreThanFiles).isPresent()) {
            landlock.get().restrictAllButFiles();
        }
        if (filtered
                && !SystemCallFilter.of(
                                calls.get().machine(), ProcessHandle.current().pid(), ownPrograms)
                        .install(calls.get())) {
            throw new IOException("the kernel refuses a filter of system calls");
        }
    }

    /** Of the superuser; to others it is refused, who have none. What is started then has no capability at all. */
    private void dropCapabilities() {
        for (int capability = 0; capability < CAPABILITIES; capability++) {
            calls.orElseThrow().prctl(PR_CAPBSET_DROP, capability);
        }
    }

    private static List<String> line(Way chosen, List<String> command, Path folder) {
        List<String> line = new ArrayList<>();
        if (!chosen.unshare().isEmpty()) {
            line.add(Files.isExecutable(Path.of("/usr/bin/unshare")) ? "/usr/bin/unshare" : "/bin/unshare");
            line.addAll(chosen.unshare());
        }
        chosen.script()
                .ifPresent(script -> line.addAll(List.of(
                        SHELL, "-c", "PATH=/usr/sbin:/usr/bin:/sbin:/bin\n" + script, "sluice", folder.toString())));
        line.addAll(command);
        return line;
    }

    /** The strictest first. */
    private List<Way> ways(boolean namespaces) {
        List<Way> ways = new ArrayList<>();
        Optional<String> script = namespaces ? script() : Optional.empty();
        if (script.isPresent()) {
            ways.add(new Way(and("-r", OWN_VIEW), script, false));
            ways.add(new Way(OWN_VIEW, script, false));
        }
        boolean allHidden =
                readable.stream().noneMatch(shown -> hidden.stream().anyMatch(dark -> dark.startsWith(shown)));
        if (allHidden && landlock.filter(Landlock::knowsFiles).isPresent()) {
            ways.add(new Way(List.of(), Optional.empty(), true));
        }
        ways.add(new Way(List.of("-n", "--"), Optional.empty(), false));
        ways.add(new Way(List.of("-r", "-n", "--"), Optional.empty(), false));
        if (!namespaces) {
            ways.removeIf(way -> !way.unshare().isEmpty());
        }
        return ways;
    }

    private Optional<String> script() {
        Set<Path> apart = new TreeSet<>(hidden);
        apart.add(Path.of(System.getProperty("user.home")).toAbsolutePath().normalize());
        Set<Path> shown = new TreeSet<>(ProgramFiles.system());
        shown.addAll(ProgramFiles.settings());
        Set<Path> own = new TreeSet<>(readable);
        own.removeIf(path -> shown.stream().anyMatch(path::startsWith)
                || ProgramFiles.systemLinks().stream().anyMatch(path::startsWith));
        shown.addAll(ProgramFiles.inCommon(own, apart));
        try {
            return Optional.of(NamespaceScript.of(MountTable.read(), shown, hidden));
        } catch (IOException noTable) {
            return Optional.empty();
        }
    }

    private static List<String> and(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    /** Whether a process starts so and, where files are to be kept from it, cannot read one that lies beside its folder. */
    private boolean works(Way tried, boolean filtered) {
        boolean files = tried.script().isPresent() || tried.landlock();
        try {
            Path folder = Files.createTempDirectory("sluice-confined-");
            Path beside = Files.createTempDirectory("sluice-beside-");
            try {
                Files.writeString(beside.resolve("probe"), "");
                ProcessBuilder builder = new ProcessBuilder(
                        SHELL,
                        "-c",
                        files ? PROBE : "exit 0",
                        "probe",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        folder.toString(),
                        beside.toString());
                builder.environment().clear();
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
                return succeeds(start(tried, filtered, builder, folder));
            } finally {
                Files.deleteIfExists(folder.resolve("probe"));
                Files.deleteIfExists(folder);
                Files.deleteIfExists(beside.resolve("probe"));
                Files.deleteIfExists(beside);
            }
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean succeeds(Process process) {
        try {
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
