package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkItemTests {
    private static final WorkItem ITEM = new WorkItem(UuidV7.next(), 2, UuidV7.next(), "EXTERNAL", "a.b.c");

    @Test
    void comesBackFromItsMessage() {
        OutboxMessage message = ITEM.toMessage();
        assertThat(message.topic()).isEqualTo(Topics.WORK_EXTERNAL);
        assertThat(message.key()).isEqualTo(ITEM.documentId().toString());
        assertThat(WorkItem.parse(message.payload())).isEqualTo(ITEM);
    }

    @Test
    void eachPoolHasItsTopic() {
        WorkItem inside = new WorkItem(ITEM.documentId(), 1, ITEM.decisionId(), "SOVEREIGN", "x");
        assertThat(inside.toMessage().topic()).isEqualTo(Topics.WORK_SOVEREIGN);
        assertThatThrownBy(() -> new WorkItem(ITEM.documentId(), 1, ITEM.decisionId(), "ANY", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"Planted\"",
                "{",
                "{}",
                "{\"documentId\":\"Planted\"}",
                "{\"documentId\":\"0199aaaa-0000-7000-8000-000000000000\",\"attempt\":\"1\"}",
                "{\"attempt\":1,\"attempt\":2}",
                "{} {}"
            })
    void refusesAnythingElseWithoutQuotingIt(String payload) {
        assertThatThrownBy(() -> WorkItem.parse(payload.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("Planted"))
                .hasNoCause();
    }

    @Test
    void refusesAnyCutOrAlteredBytesOrReadsAWholeItem() {
        byte[] payload = ITEM.toMessage().payload();
        long seed = 20261122;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] altered = Arrays.copyOf(payload, random.nextInt(payload.length + 1));
            if (altered.length > 0) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(WorkItem.parse(altered).attempt()).isPositive();
            } catch (IllegalArgumentException expected) {
                assertThat(expected).as("seed %d, round %d", seed, i).hasNoCause();
            }
        }
    }
}
