package dev.sluice.ingest.extract;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what an extractor and its child processes do. Thread-safe; each document and child takes the lock a few times. */
final class ExtractionCounters {
    private final Map<UnreadReason, Long> lost = new EnumMap<>(UnreadReason.class);
    private final Map<UnreadReason, Long> incomplete = new EnumMap<>(UnreadReason.class);
    private long running;
    private long started;
    private long notStarted;
    private long recycled;
    private long complete;
    private long plain;
    private long retried;
    private long longestMillis;
    private long totalMillis;
    private long residentBytes;

    /** A child became ready. */
    synchronized void started() {
        started++;
        running++;
    }

    /** A child could not be started. */
    synchronized void notStarted() {
        notStarted++;
    }

    /** A child that was started has been let go, whatever for. */
    synchronized void gone() {
        running--;
    }

    /** A child has read as many documents as one may. */
    synchronized void recycled() {
        recycled++;
    }

    /** A child died, was killed or broke the protocol. */
    synchronized void lost(UnreadReason reason) {
        lost.merge(reason, 1L, Long::sum);
    }

    /** A document is read once more. */
    synchronized void retried() {
        retried++;
    }

    /** A child and what it started were seen with this much resident memory. */
    synchronized void resident(long bytes) {
        residentBytes = Math.max(residentBytes, bytes);
    }

    /** A document ended. */
    synchronized void ended(Extraction extraction, boolean wasPlain) {
        if (extraction.complete()) {
            complete++;
        } else {
            incomplete.merge(extraction.unread().getFirst(), 1L, Long::sum);
        }
        plain += wasPlain ? 1 : 0;
        long millis = extraction.took().toMillis();
        totalMillis += millis;
        longestMillis = Math.max(longestMillis, millis);
    }

    synchronized ExtractionHealth snapshot() {
        return new ExtractionHealth(
                running,
                started,
                notStarted,
                recycled,
                new TreeMap<>(lost),
                complete,
                new TreeMap<>(incomplete),
                plain,
                retried,
                longestMillis,
                totalMillis,
                residentBytes);
    }
}
