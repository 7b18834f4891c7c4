package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches a child process while it has work, and kills it: for its time, its resident memory, the size of its temporary
 * folder, or because the thread that waits for it was interrupted.
 */
final class Watch {
    private static final Duration TICK = Duration.ofMillis(50);

    private final Process process;
    private final PrivateFolder folder;
    private final ExtractionSettings settings;
    private final long deadline;
    private final Thread caller;
    private final ExtractionCounters counters;
    private volatile boolean stopped;
    private volatile @Nullable UnreadReason reason;

    private Watch(
            Process process,
            PrivateFolder folder,
            ExtractionSettings settings,
            Duration limit,
            Thread caller,
            ExtractionCounters counters) {
        this.process = process;
        this.folder = folder;
        this.settings = settings;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.caller = caller;
        this.counters = counters;
    }

    static Watch start(
            Process process,
            PrivateFolder folder,
            ExtractionSettings settings,
            Duration limit,
            Thread caller,
            ExtractionCounters counters) {
        Watch watch = new Watch(process, folder, settings, limit, caller, counters);
        Thread.ofPlatform().daemon().name("extraction-watch").start(watch::run);
        return watch;
    }

    /** Why the child was killed; null if it was not. */
    @Nullable
    UnreadReason reason() {
        return reason;
    }

    void stop() {
        stopped = true;
    }

    private void run() {
        while (!stopped && process.isAlive()) {
            UnreadReason found = check();
            if (found != null) {
                reason = found;
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return;
            }
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private @Nullable UnreadReason check() {
        if (System.nanoTime() - deadline > 0) {
            return UnreadReason.TIMEOUT;
        }
        if (caller.isInterrupted()) {
            return UnreadReason.INTERRUPTED;
        }
        long resident = residentBytes();
        counters.resident(resident);
        if (resident > settings.childResidentBytes()) {
            return UnreadReason.MEMORY;
        }
        return folder.size() > 4 * settings.maxExpandedBytes() ? UnreadReason.OVER_LIMIT : null;
    }

    /** Of the child and of the programs that it started. */
    private long residentBytes() {
        return residentBytes(process.pid())
                + process.descendants()
                        .mapToLong(below -> residentBytes(below.pid()))
                        .sum();
    }

    private static long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
        return 0;
    }
}
