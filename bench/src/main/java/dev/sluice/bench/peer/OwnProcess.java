package dev.sluice.bench.peer;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the running process has used. */
final class OwnProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private OwnProcess() {}

    /**
     * A moment in processor time.
     *
     * @param all of every thread, compiler and collector included; some systems count it in steps of ten milliseconds
     * @param own of the thread that asked
     */
    record CpuTime(long all, long own) {
        /** Nanoseconds of processor time since then; to be asked by the same thread. */
        long nanosSince() {
            CpuTime now = cpuTime();
            return Math.max(now.all - all, now.own - own);
        }
    }

    /** Now. */
    static CpuTime cpuTime() {
        return new CpuTime(
                SYSTEM.getProcessCpuTime(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /** The most memory that was resident, where the system says so (Linux). */
    static OptionalLong peakResidentBytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
