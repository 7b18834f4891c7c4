package dev.sluice.policy.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/** Arithmetic and bounds that the records of this package share. */
final class Amounts {
    static final MathContext DIGITS = MathContext.DECIMAL64;
    static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private Amounts() {}

    /** Checks a price, a cost or a volume. */
    static void requireNotNegative(String name, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("expected " + name + " of zero or more, found " + amount);
        }
    }

    /** Checks what divides. */
    static void requirePositive(String name, BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("expected " + name + " above zero, found " + amount);
        }
    }

    /** Checks a share of a whole, from 0 to 1. */
    static void requireShare(String name, BigDecimal share) {
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("expected " + name + " from 0 to 1, found " + share);
        }
    }

    static BigDecimal rest(BigDecimal share) {
        return BigDecimal.ONE.subtract(share);
    }
}
