package dev.sluice.db;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes identifiers that sort by the time they were made, strictly increasing within one JVM. */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;
    /** Milliseconds since the epoch and a counter below it; may run ahead of the clock under a burst. */
    private static long last;

    private UuidV7() {}

    /**
     * The next identifier: 48 bits of milliseconds, 12 of a counter, 62 at random. Thread-safe.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-6.2">RFC 9562 §6.2, method 1</a>
     */
    public static UUID next() {
        long tick = nextTick();
        long milliseconds = tick >>> COUNTER_BITS;
        long counter = tick & ((1L << COUNTER_BITS) - 1);
        long high = (milliseconds << 16) | 0x7000L | counter;
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static synchronized long nextTick() {
        last = Math.max(last + 1, System.currentTimeMillis() << COUNTER_BITS);
        return last;
    }
}
