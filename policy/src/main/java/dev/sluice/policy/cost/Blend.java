package dev.sluice.policy.cost;

import java.math.BigDecimal;

/**
 * The mix of tokens of some workload, by which its prices become one: the only place where they may.
 *
 * @param outputShare of all tokens, those that are written; from 0 to 1
 * @param cachedShare of the tokens that are read, those from the cache; from 0 to 1
 * @param batchShare of all tokens, those in batch mode; from 0 to 1
 */
public record Blend(BigDecimal outputShare, BigDecimal cachedShare, BigDecimal batchShare) {
    public Blend {
        Amounts.requireShare("an output share", outputShare);
        Amounts.requireShare("a cached share", cachedShare);
        Amounts.requireShare("a batch share", batchShare);
    }

    /** No cache, no batch mode. */
    public static Blend ofOutput(String share) {
        return new Blend(new BigDecimal(share), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The mix of what was counted; of nothing, reading only. */
    public static Blend of(Tokens tokens) {
        return new Blend(
                share(tokens.output(), tokens.total()), share(tokens.cachedInput(), tokens.input()), BigDecimal.ZERO);
    }

    private static BigDecimal share(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), Amounts.DIGITS);
    }

    /** What a million tokens of this mix cost. */
    public BigDecimal perMillion(Prices prices) {
        BigDecimal read = prices.input()
                .multiply(Amounts.rest(cachedShare))
                .add(prices.cachedInput().orElse(prices.input()).multiply(cachedShare));
        BigDecimal atOnce = read.multiply(Amounts.rest(outputShare))
                .add(prices.output().multiply(outputShare))
                .multiply(BigDecimal.ONE.add(prices.uplift()));
        BigDecimal batch = prices.batch().orElse(BigDecimal.ONE);
        return atOnce.multiply(Amounts.rest(batchShare).add(batch.multiply(batchShare)));
    }

    /**
     * Of a bill, the share that is saved when some of the requests go elsewhere.
     *
     * @param share of the requests that go elsewhere
     * @param ratio price there to price here; above 1 nothing is saved and the answer is below zero
     */
    public static BigDecimal saving(BigDecimal share, BigDecimal ratio) {
        Amounts.requireShare("a share", share);
        Amounts.requireNotNegative("a ratio", ratio);
        return share.multiply(Amounts.rest(ratio));
    }
}
