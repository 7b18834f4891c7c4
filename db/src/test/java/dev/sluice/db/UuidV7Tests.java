package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Tests {
    @Test
    void isOfVersionSevenAndGrows() {
        UUID before = UuidV7.next();
        for (int i = 0; i < 100_000; i++) {
            UUID next = UuidV7.next();
            assertThat(next.version()).isEqualTo(7);
            assertThat(next.variant()).isEqualTo(2);
            assertThat(Long.compareUnsigned(next.getMostSignificantBits(), before.getMostSignificantBits()))
                    .isPositive();
            before = next;
        }
    }

    @Test
    void beginsWithTheTime() {
        long now = System.currentTimeMillis();
        assertThat(UuidV7.next().getMostSignificantBits() >>> 16).isBetween(now - 1000, now + 2000);
    }
}
