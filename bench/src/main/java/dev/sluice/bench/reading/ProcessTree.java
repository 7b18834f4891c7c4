package dev.sluice.bench.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** This process and what it started, as {@code /proc} tells of them (Linux). */
final class ProcessTree {
    private static final long NANOS_A_TICK = 10_000_000;
    private static final Path PROC = Path.of("/proc");

    private final long own = ProcessHandle.current().pid();
    private final Supplier<Set<Long>> others;

    /** @param others processes that belong to it, though others started them */
    ProcessTree(Supplier<Set<Long>> others) {
        this.others = others;
    }

    /** Processor time of all of them since they began, in nanoseconds; also of those that have ended. */
    long cpuNanos() {
        long ticks = 0;
        for (long pid : all()) {
            String[] fields = stat(pid);
            // utime, stime and those of children that were waited for: 14 to 17 of proc(5), of which two are cut off.
            for (int i = 11; i <= 14 && fields.length > 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
        }
        return ticks * NANOS_A_TICK;
    }

    /** Resident bytes of this process alone. */
    long ownResidentBytes() {
        return residentBytes(own);
    }

    /** Resident bytes of these processes and of all that they started. */
    static long residentBytes(Set<Long> pids) {
        return withAllBelow(pids).stream().mapToLong(ProcessTree::residentBytes).sum();
    }

    /** These processes and those below them: what reads is started by others that give it namespaces of its own. */
    private static Set<Long> withAllBelow(Set<Long> pids) {
        Set<Long> all = new HashSet<>(pids);
        pids.forEach(pid -> below(pid, all));
        return all;
    }

    private static void below(long pid, Set<Long> all) {
        // Of the first thread alone: what gives namespaces has no other, and what reads starts nothing.
        try {
            for (String child : Files.readString(PROC.resolve(pid + "/task/" + pid + "/children"))
                    .split(" ")) {
                if (!child.isBlank() && all.add(Long.parseLong(child))) {
                    below(Long.parseLong(child), all);
                }
            }
        } catch (IOException gone) {
            // Neither it nor what is below it holds memory any more.
        }
    }

    private Set<Long> all() {
        Map<Long, Long> parents = new HashMap<>();
        ProcessHandle.allProcesses()
                .forEach(each -> each.parent().ifPresent(parent -> parents.put(each.pid(), parent.pid())));
        Set<Long> found = new HashSet<>(others.get());
        found.add(own);
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<Long, Long> each : parents.entrySet()) {
                more |= found.contains(each.getValue()) && found.add(each.getKey());
            }
        }
        return found;
    }

    /** The fields behind the program's name, which may hold anything; none of a process that is gone. */
    private static String[] stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }

    private static long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    /** The options of the JVM that a process runs, without its class path and properties; none if it is gone. */
    static java.util.List<String> jvmOptions(long pid) {
        try {
            return java.util.Arrays.stream(
                            Files.readString(PROC.resolve(pid + "/cmdline")).split("\0"))
                    .filter(word -> word.startsWith("-X"))
                    .toList();
        } catch (IOException gone) {
            return java.util.List.of();
        }
    }
}
