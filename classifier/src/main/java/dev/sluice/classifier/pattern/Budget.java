package dev.sluice.classifier.pattern;

import dev.sluice.classifier.DegradedReason;

/** Counts the steps of one document and ends the work when its time is over. Inside the module only. */
public final class Budget {
    /** Ends a scan; carries why. */
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final DegradedReason reason;

        /** Ends it for this reason. */
        public Exceeded(DegradedReason reason) {
            super("The scan ended: " + reason, null, false, false);
            this.reason = reason;
        }

        /** Why it ended. */
        public DegradedReason reason() {
            return reason;
        }
    }

    private static final int STEPS_BETWEEN_LOOKS = 1 << 14;

    private final long deadline;
    private long steps;
    private long nextLook = STEPS_BETWEEN_LOOKS;

    /** The time begins now. */
    public Budget(Limits limits) {
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * Counts steps.
     *
     * @throws Exceeded if the time is over
     */
    public void spend(int count) {
        steps += count;
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            if (System.nanoTime() - deadline > 0) {
                throw new Exceeded(DegradedReason.TIMEOUT);
            }
        }
    }

    /** Time left; 0 or less when it is over. */
    public long nanosLeft() {
        return deadline - System.nanoTime();
    }

    /** Steps so far: tokens made, recognizers woken, tokens and units they looked at. */
    public long steps() {
        return steps;
    }
}
