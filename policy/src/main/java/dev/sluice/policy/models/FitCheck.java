package dev.sluice.policy.models;

import java.math.BigDecimal;

/**
 * Whether a model fits onto its machines: all of its weights and the cache of its requests, against all of the memory. What
 * a server needs besides is not counted, so what fits narrowly here may not fit there.
 */
public sealed interface FitCheck {
    /** Gigabytes that are needed. */
    BigDecimal needed();

    /**
     * It fits.
     *
     * @param free gigabytes that are left
     */
    record Fits(BigDecimal needed, BigDecimal free) implements FitCheck {}

    /**
     * It doesn't.
     *
     * @param missing gigabytes
     */
    record TooLarge(BigDecimal needed, BigDecimal missing) implements FitCheck {}

    /** Checks a model on machines. */
    static FitCheck of(ModelSize model, Hardware hardware) {
        BigDecimal needed = model.weights().add(model.cache(hardware.tokens()));
        BigDecimal free = hardware.memory().subtract(needed);
        return free.signum() >= 0 ? new Fits(needed, free) : new TooLarge(needed, free.negate());
    }
}
