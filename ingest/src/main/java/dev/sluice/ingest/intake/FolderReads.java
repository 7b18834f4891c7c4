package dev.sluice.ingest.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads on threads that can be left behind: one that asks a file system without an answer can't be interrupted. A folder
 * that holds {@value #MOST_LEFT} such threads is not asked again until one of them has come back. Safe for use by several
 * threads.
 */
final class FolderReads {
    /** Threads left behind in one folder at most, beside those that are waited for. */
    static final int MOST_LEFT = 4;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Duration quiet;
    private final Map<Path, Integer> leftBehind = new HashMap<>();

    /** @param quiet how long a read may give no sign; ten minutes at most for the whole of it */
    FolderReads(Duration quiet) {
        this.quiet = quiet;
    }

    /** What is read; {@code sign} is to be run whenever something came. */
    interface Read {
        byte[] read(Runnable sign);
    }

    private final class Reader implements Runnable {
        private final Path folder;
        private final FutureTask<byte[]> task;
        private final AtomicLong lastSign = new AtomicLong(System.nanoTime());
        private boolean left;
        private boolean back;

        Reader(Path folder, Read read) {
            this.folder = folder;
            this.task = new FutureTask<>(() -> read.read(() -> lastSign.set(System.nanoTime())));
        }

        @Override
        public void run() {
            task.run();
            synchronized (leftBehind) {
                back = true;
                if (left) {
                    leftBehind.merge(folder, -1, Integer::sum);
                }
            }
        }

        void leave() {
            synchronized (leftBehind) {
                if (!back && !left) {
                    left = true;
                    leftBehind.merge(folder, 1, Integer::sum);
                }
            }
        }

        Duration sinceSign() {
            return Duration.ofNanos(System.nanoTime() - lastSign.get());
        }
    }

    /**
     * What the read returns or throws.
     *
     * @throws ClaimStoreException if the folder gave no sign in time, holds too many who still wait for one, or the caller was
     *     interrupted, which stays set
     */
    byte[] read(Path folder, Read read) {
        if (leftBehindIn(folder) >= MOST_LEFT) {
            throw silent(folder);
        }
        Reader reader = new Reader(folder, read);
        Thread.ofPlatform().daemon().name("claim-read").start(reader);
        long begin = System.nanoTime();
        while (true) {
            Duration left = quiet.minus(reader.sinceSign());
            boolean tooLong = System.nanoTime() - begin > LONGEST.toNanos();
            if (!left.isPositive() && !reader.task.isDone() || tooLong) {
                reader.leave();
                throw ClaimStoreException.lateFolder(folder);
            }
            try {
                return reader.task.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException noEnd) {
                continue;
            } catch (InterruptedException stopping) {
                reader.leave();
                Thread.currentThread().interrupt();
                throw silent(folder);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("a read of a claim check failed", failed.getCause());
            }
        }
    }

    /** How many threads still wait for a folder that nobody waits for any more. */
    int leftBehindIn(Path folder) {
        synchronized (leftBehind) {
            return leftBehind.getOrDefault(folder, 0);
        }
    }

    private static ClaimStoreException silent(Path folder) {
        return ClaimStoreException.ofFolder(folder, ClaimStoreException.Trouble.UNREACHABLE);
    }
}
