package dev.sluice.policy.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Other prices than those that hold. Nothing is decided by it.
 *
 * @param prices of endpoints, by id, in place of their own
 * @param factor by which all prices are multiplied, 0.2 for a fifth
 * @param cluster that might be owned instead of renting
 */
public record WhatIf(Map<String, PriceList> prices, BigDecimal factor, Optional<OwnedCluster> cluster) {
    /** Everything as it is. */
    public static final WhatIf NOTHING = new WhatIf(Map.of(), BigDecimal.ONE, Optional.empty());

    public WhatIf {
        prices = Map.copyOf(prices);
        Amounts.requireNotNegative("a factor", factor);
    }

    /**
     * The prices of an endpoint on a day.
     *
     * @param own those that hold
     */
    public Optional<Prices> of(String endpoint, PriceList own, LocalDate day) {
        return prices.getOrDefault(endpoint, own).on(day).map(some -> some.times(factor));
    }

    /**
     * The factor of prices after some months, when they fall as they did.
     *
     * @param times how many times lower they became, above zero
     * @param inMonths in so many months, above zero
     */
    public static BigDecimal afterMonths(double times, int inMonths, int months) {
        if (times <= 0 || inMonths <= 0 || months < 0) {
            throw new IllegalArgumentException("expected a fall and months above zero");
        }
        return BigDecimal.valueOf(Math.pow(times, -(double) months / inMonths)).round(Amounts.DIGITS);
    }
}
