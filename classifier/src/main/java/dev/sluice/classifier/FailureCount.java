package dev.sluice.classifier;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts how often detectors failed, each failure by itself, so that a log has a line for the first time and for every
 * tenfold, however many documents meet it. Thread-safe.
 */
public final class FailureCount {
    private final ConcurrentMap<DetectorFailure, Long> counts = new ConcurrentHashMap<>();

    /** Counts the failure once more: how often it came by now if that is 1, 10, 100 and so on, else empty. */
    public OptionalLong worthTelling(DetectorFailure failure) {
        long count = counts.merge(failure, 1L, Long::sum);
        return isPowerOfTen(count) ? OptionalLong.of(count) : OptionalLong.empty();
    }

    /** How often detectors failed, all failures together. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
