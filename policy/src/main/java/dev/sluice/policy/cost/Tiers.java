package dev.sluice.policy.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A workload whose parts go to models of different prices. */
public record Tiers(List<Tier> tiers) {
    /**
     * One of them.
     *
     * @param share of the tokens, from 0 to 1
     * @param perMillion blended price
     */
    public record Tier(String name, BigDecimal share, BigDecimal perMillion) {
        public Tier {
            Amounts.requireShare("a share", share);
            Amounts.requireNotNegative("a price", perMillion);
        }

        private BigDecimal spend() {
            return share.multiply(perMillion);
        }
    }

    public Tiers {
        tiers = List.copyOf(tiers);
        BigDecimal whole = tiers.stream().map(Tier::share).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("expected shares that make up 1, found " + whole.toPlainString());
        }
    }

    /** What a million tokens cost over all. */
    public BigDecimal perMillion() {
        return tiers.stream().map(Tier::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Of all that is spent, the share of each; where nothing is spent, nothing is said. */
    public SequencedMap<String, BigDecimal> shareOfSpend() {
        SequencedMap<String, BigDecimal> shares = new LinkedHashMap<>();
        BigDecimal all = perMillion();
        if (all.signum() > 0) {
            tiers.forEach(tier -> shares.put(tier.name(), tier.spend().divide(all, Amounts.DIGITS)));
        }
        return shares;
    }
}
