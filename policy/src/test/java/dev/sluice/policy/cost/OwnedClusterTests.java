package dev.sluice.policy.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class OwnedClusterTests {
    private static OwnedCluster cluster(int replicas, String utilisation) {
        return new OwnedCluster(
                4,
                new BigDecimal("2.50"),
                new BigDecimal(720),
                replicas,
                new BigDecimal(3_000),
                new BigDecimal(2_000),
                new BigDecimal(utilisation));
    }

    @Test
    void costsItsMachinesAndThoseWhoRunThem() {
        assertThat(cluster(2, "0.5").monthly()).isEqualByComparingTo("17400");
    }

    @Test
    void costsTwiceAsMuchATokenWhenHalfOfItStandsIdle() {
        OwnedCluster whole = cluster(2, "1");
        assertThat(whole.tokensPerMonth()).isEqualByComparingTo("10368000000");
        assertThat(cluster(2, "0.5")
                        .perMillion()
                        .subtract(whole.perMillion().add(whole.perMillion()))
                        .abs())
                .isLessThan(new BigDecimal("0.000000001"));
    }

    @Test
    void isForProductionWhenOneMayFail() {
        assertThat(cluster(1, "1").isForProduction()).isFalse();
        assertThat(cluster(2, "1").isForProduction()).isTrue();
    }

    @Test
    void paysFromItsBreakEvenOn() {
        OwnedCluster cluster = cluster(2, "0.5");
        BigDecimal rent = new BigDecimal(3);
        BigDecimal even = BreakEven.tokensPerMonth(cluster.monthly(), rent);
        assertThat(even).isEqualByComparingTo("5800000000");
        assertThat(BreakEven.saving(cluster.monthly(), rent, even)).isEqualByComparingTo("0");
        assertThat(BreakEven.saving(cluster.monthly(), rent, even.subtract(BigDecimal.valueOf(1_000_000))))
                .isNegative();
        assertThatThrownBy(() -> BreakEven.tokensPerMonth(cluster.monthly(), BigDecimal.ZERO))
                .hasMessageContaining("above zero");
    }
}
