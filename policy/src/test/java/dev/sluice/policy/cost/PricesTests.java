package dev.sluice.policy.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricesTests {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Prices WHOLE = new Prices(
            DAY,
            new BigDecimal("2.00"),
            new BigDecimal("8.00"),
            Optional.of(new BigDecimal("0.50")),
            Optional.of(new BigDecimal("0.5")),
            new BigDecimal("0.10"),
            Optional.of(DAY.plusDays(90)));

    @Test
    void readingFromTheCacheWritingAndARegionHaveTheirOwnPrice() {
        Tokens tokens = new Tokens(1_000_000, 400_000, 250_000);
        // 0.6 × 2.00 + 0.4 × 0.50 + 0.25 × 8.00, and a tenth
        assertThat(WHOLE.cost(tokens)).isEqualByComparingTo("3.74");
        assertThat(WHOLE.batchCost(tokens)).isEqualByComparingTo("1.87");
        assertThat(Prices.of("2", "8").batchCost(tokens))
                .as("no discount was said")
                .isEqualByComparingTo("4");
    }

    @Test
    void aBlendCostsWhatItsTokensCost() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            long input = 1 + random.nextInt(1_000_000);
            Tokens tokens = new Tokens(input, random.nextLong(input + 1), random.nextInt(1_000_000));
            BigDecimal millions = BigDecimal.valueOf(tokens.total()).movePointLeft(6);
            assertThat(Blend.of(tokens)
                            .perMillion(WHOLE)
                            .multiply(millions)
                            .subtract(WHOLE.cost(tokens))
                            .abs())
                    .as("seed %d, %s", seed, tokens)
                    .isLessThan(new BigDecimal("0.000000001"));
        }
    }

    @Test
    void theBatchModeCostsItsShareOfWhateverIsInIt() {
        Blend half = new Blend(new BigDecimal("0.2"), BigDecimal.ZERO, new BigDecimal("0.5"));
        // (0.8 × 2.00 + 0.2 × 8.00) and a tenth, half of it for half the price
        assertThat(half.perMillion(WHOLE)).isEqualByComparingTo("2.64");
    }

    @Test
    void holdFromTheirFirstDayUntilTheNext() {
        Prices later = Prices.of("1", "4");
        PriceList list = new PriceList(List.of(WHOLE, later));
        assertThat(list.on(DAY.minusDays(1))).contains(later);
        assertThat(list.on(DAY)).contains(WHOLE);
        assertThat(new PriceList(List.of(WHOLE)).on(DAY.minusDays(1))).isEmpty();
        assertThat(PriceList.UNKNOWN.on(DAY)).isEmpty();
        assertThatThrownBy(() -> new PriceList(List.of(WHOLE, WHOLE))).hasMessageContaining("2026-11-22");
    }

    @Test
    void areStaleTheDayAfterTheyShouldHaveBeenLookedAt() {
        PriceList list = new PriceList(List.of(WHOLE));
        assertThat(list.isStale(DAY.plusDays(90))).isFalse();
        assertThat(list.isStale(DAY.plusDays(91))).isTrue();
        assertThat(PriceList.UNKNOWN.isStale(DAY)).isFalse();
    }

    @Test
    void areOthersInAWhatIf() {
        WhatIf fifth = new WhatIf(
                Map.of("external-1", new PriceList(List.of(Prices.of("10", "40")))),
                new BigDecimal("0.2"),
                Optional.empty());
        assertThat(fifth.of("external-1", new PriceList(List.of(WHOLE)), DAY)
                        .orElseThrow()
                        .cost(Tokens.of(1_000_000, 0)))
                .isEqualByComparingTo("2");
        assertThat(fifth.of("external-2", new PriceList(List.of(WHOLE)), DAY)
                        .orElseThrow()
                        .cost(Tokens.of(1_000_000, 0)))
                .isEqualByComparingTo("0.44");
        assertThat(fifth.of("external-3", PriceList.UNKNOWN, DAY)).isEmpty();
    }

    @Test
    void anEstimateIsRatherTooHigh() {
        assertThat(Tokens.estimate(0, 0)).isEqualTo(Tokens.of(0, 0));
        assertThat(Tokens.estimate(1, 5)).isEqualTo(Tokens.of(1, 5));
        assertThat(Tokens.estimate(4_000, 0).input()).isBetween(1_000L, 2_000L);
    }

    @Test
    void refuseWhatCannotBe() {
        assertThatThrownBy(() -> Prices.of("-1", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tokens(1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Blend.ofOutput("1.1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tiers(List.of(new Tiers.Tier("one", new BigDecimal("0.9"), BigDecimal.ONE))))
                .hasMessageContaining("make up 1, found 0.9");
    }
}
