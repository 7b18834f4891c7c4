package dev.sluice.app.evaluation;

/**
 * What a source is held to.
 *
 * @param sensitive documents that must be held
 * @param leaked how many of them were cleared
 * @param clean documents that must be cleared
 * @param overBlocked how many of them were held
 */
record SourceRates(long sensitive, long leaked, long clean, long overBlocked) {
    static final SourceRates NOTHING = new SourceRates(0, 0, 0, 0);

    SourceRates {
        if (leaked < 0 || leaked > sensitive || overBlocked < 0 || overBlocked > clean) {
            throw new IllegalArgumentException("SourceRates: expected at most as many wrong as there are, found "
                    + leaked + " of " + sensitive + " and " + overBlocked + " of " + clean);
        }
    }

    /** Whether a larger share leaks; a source without sensitive documents before is held to none. */
    boolean leaksMoreThan(SourceRates before) {
        return isMore(leaked, sensitive, before.leaked, before.sensitive);
    }

    /** Whether a larger share is over-blocked; a source without clean documents before is held to none. */
    boolean blocksMoreThan(SourceRates before) {
        return isMore(overBlocked, clean, before.overBlocked, before.clean);
    }

    private static boolean isMore(long wrong, long of, long wrongBefore, long ofBefore) {
        return ofBefore == 0 ? wrong > 0 : Math.multiplyExact(wrong, ofBefore) > Math.multiplyExact(wrongBefore, of);
    }
}
