package dev.sluice.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what must come, however slow the machine is. */
final class Waiting {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Waiting() {}

    static void until(BooleanSupplier there) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("what was waited for did not come within " + LONGEST);
            }
            Thread.sleep(50);
        }
    }
}
