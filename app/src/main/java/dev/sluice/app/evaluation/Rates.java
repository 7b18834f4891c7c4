package dev.sluice.app.evaluation;

import org.jspecify.annotations.Nullable;

/** Rates as reports show them: six decimals, so that a report of the same counts is the same bytes. */
final class Rates {
    private static final double SHOWN = 1e6;

    private Rates() {}

    /** {@code k} of {@code n}, or null where {@code n} is 0. */
    static @Nullable Double of(long k, long n) {
        return n == 0 ? null : rounded((double) k / n);
    }

    static double rounded(double rate) {
        return Math.rint(rate * SHOWN) / SHOWN;
    }

    /** A pace or a time as reports show it, three decimals. */
    static double shown(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    /** Rounded away from 0, for a bound that must not be understated. */
    static double roundedUp(double rate) {
        return Math.min(1, Math.ceil(rate * SHOWN) / SHOWN);
    }
}
