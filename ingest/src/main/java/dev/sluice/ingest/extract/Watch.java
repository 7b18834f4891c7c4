package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Watches a child process while it has work, and kills it: for its time, its resident memory, the size of its temporary
 * folder, or because the thread that waits for it was interrupted. One thread for the life of the process.
 */
final class Watch {
    private static final Duration TICK = Duration.ofMillis(50);
    /**
     * Looking for what is below the process that was started goes through all processes of the machine. What is below is mostly
     * the one that reads, which stays; it is looked for at every tick where that may start programs.
     */
    private static final int TICKS_BETWEEN_DESCENDANTS = 4;

    /** A child that had no work for so long is not looked at until it has some. */
    private static final int IDLE_TICKS = 20;

    private final Process process;
    private final PrivateFolder folder;
    private final ExtractionSettings settings;
    private final ExtractionCounters counters;
    private @Nullable Thread caller;
    private long deadline;
    private @Nullable UnreadReason reason;
    private boolean resting;
    private long[] below = {};

    private Watch(Process process, PrivateFolder folder, ExtractionSettings settings, ExtractionCounters counters) {
        this.process = process;
        this.folder = folder;
        this.settings = settings;
        this.counters = counters;
    }

    static Watch start(
            Process process, PrivateFolder folder, ExtractionSettings settings, ExtractionCounters counters) {
        Watch watch = new Watch(process, folder, settings, counters);
        Thread.ofPlatform().daemon().name("extraction-watch").start(watch::run);
        return watch;
    }

    /** The child has work from now on, for at most this time, and the calling thread waits for it. */
    synchronized void begin(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
        caller = Thread.currentThread();
        reason = null;
        if (resting) {
            notifyAll();
        }
    }

    /** The work is done; after this it is not killed for it. */
    synchronized void end() {
        caller = null;
    }

    /** Why the child was killed for its last work; null if it was not. */
    synchronized @Nullable UnreadReason reason() {
        return reason;
    }

    private void run() {
        int idle = 0;
        long ticks = 0;
        try {
            while (process.isAlive()) {
                idle = look(settings.ocr().isPresent() || ticks++ % TICKS_BETWEEN_DESCENDANTS == 0) ? 0 : idle + 1;
                if (idle > IDLE_TICKS) {
                    rest();
                } else {
                    Thread.sleep(TICK);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void rest() throws InterruptedException {
        resting = true;
        while (caller == null && process.isAlive()) {
            wait(IDLE_TICKS * TICK.toMillis());
        }
        resting = false;
    }

    /** Looks at the child once and kills it if it must be; whether it had work. */
    private boolean look(boolean alsoWhatIsNew) {
        Thread waiting;
        long until;
        synchronized (this) {
            waiting = caller;
            until = deadline;
        }
        if (waiting == null) {
            return false;
        }
        UnreadReason found = check(waiting, until, alsoWhatIsNew);
        if (found != null) {
            kill(found, until);
        }
        return true;
    }

    /** Only for the work that was looked at: the next may have begun meanwhile. */
    private synchronized void kill(UnreadReason found, long until) {
        if (caller != null && deadline == until) {
            reason = found;
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private @Nullable UnreadReason check(Thread waiting, long until, boolean alsoWhatIsNew) {
        if (System.nanoTime() - until > 0) {
            return UnreadReason.TIMEOUT;
        }
        if (waiting.isInterrupted()) {
            return UnreadReason.INTERRUPTED;
        }
        if (alsoWhatIsNew) {
            below = process.descendants().mapToLong(ProcessHandle::pid).toArray();
        }
        long resident = residentBytes(process.pid())
                + Arrays.stream(below).map(Watch::residentBytes).sum();
        counters.resident(resident);
        if (resident > settings.childResidentBytes()) {
            return UnreadReason.MEMORY;
        }
        return folder.size() > 4 * settings.maxExpandedBytes() ? UnreadReason.OVER_LIMIT : null;
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
