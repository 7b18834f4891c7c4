package dev.sluice.policy.cost;

import java.math.BigDecimal;

/** Renting against owning. */
public final class BreakEven {
    private BreakEven() {}

    /**
     * Tokens a month above which owning costs less.
     *
     * @param monthly cost of owning, above or at zero
     * @param perMillion blended price of renting, above zero
     */
    public static BigDecimal tokensPerMonth(BigDecimal monthly, BigDecimal perMillion) {
        Amounts.requireNotNegative("a cost of owning", monthly);
        Amounts.requirePositive("a blended price", perMillion);
        return monthly.multiply(Amounts.MILLION).divide(perMillion, Amounts.DIGITS);
    }

    /**
     * The share of the rent that owning saves at some volume; below zero where it costs more.
     *
     * @param tokens a month, above zero
     */
    public static BigDecimal saving(BigDecimal monthly, BigDecimal perMillion, BigDecimal tokens) {
        Amounts.requirePositive("a blended price", perMillion);
        Amounts.requirePositive("a volume", tokens);
        return Amounts.rest(monthly.multiply(Amounts.MILLION).divide(perMillion.multiply(tokens), Amounts.DIGITS));
    }

    /**
     * Tokens a month at which owning saves a share of the rent.
     *
     * @param share from 0 to below 1
     */
    public static BigDecimal tokensForSaving(BigDecimal monthly, BigDecimal perMillion, BigDecimal share) {
        Amounts.requireShare("a saving", share);
        return tokensPerMonth(monthly, perMillion).divide(Amounts.rest(share), Amounts.DIGITS);
    }

    /**
     * How much must be done without a pause for so much in a month.
     *
     * @param amount tokens, documents or calls a month
     * @return as many a second
     */
    public static BigDecimal perSecond(BigDecimal amount, BigDecimal hoursPerMonth) {
        return amount.divide(hoursPerMonth.multiply(BigDecimal.valueOf(3_600)), Amounts.DIGITS);
    }
}
