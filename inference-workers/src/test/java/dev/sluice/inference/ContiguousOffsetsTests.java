package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ContiguousOffsetsTests {
    private static final TopicPartition PARTITION = new TopicPartition("work", 0);

    @Test
    void neverCommitsPastAnOffsetThatIsNotDone() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ContiguousOffsets offsets = new ContiguousOffsets();
            List<Long> taken = new ArrayList<>();
            for (long offset = 10; taken.size() < 30; offset += 1 + random.nextInt(3)) {
                offsets.take(PARTITION, offset);
                taken.add(offset);
            }
            List<Long> order = new ArrayList<>(taken);
            Collections.shuffle(order, random);
            Set<Long> done = new HashSet<>();
            for (long offset : order) {
                offsets.done(PARTITION, offset);
                done.add(offset);
                var commit = offsets.committable().get(PARTITION);
                if (commit != null) {
                    assertThat(taken.stream().filter(t -> t < commit.offset()))
                            .as("seed %d round %d", seed, round)
                            .allMatch(done::contains);
                }
            }
            assertThat(offsets.underWay()).isZero();
        }
    }

    @Test
    void commitsAfterTheLastOneWhenAllAreDone() {
        ContiguousOffsets offsets = new ContiguousOffsets();
        offsets.take(PARTITION, 5);
        offsets.take(PARTITION, 9);
        offsets.done(PARTITION, 9);
        assertThat(offsets.committable()).isEmpty();
        offsets.done(PARTITION, 5);

        assertThat(offsets.committable().get(PARTITION).offset()).isEqualTo(10);
    }

    @Test
    void whatWasNotCommittedRemainsToBe() {
        ContiguousOffsets offsets = new ContiguousOffsets();
        offsets.take(PARTITION, 5);
        offsets.done(PARTITION, 5);
        var lost = offsets.committable();
        assertThat(offsets.committable()).isEqualTo(lost);

        offsets.take(PARTITION, 6);
        offsets.done(PARTITION, 6);
        var next = offsets.committable();
        // An answer that comes late speaks for what it was asked about.
        offsets.committed(lost);
        assertThat(offsets.committable())
                .isEqualTo(next)
                .hasEntrySatisfying(
                        PARTITION, offset -> assertThat(offset.offset()).isEqualTo(7));
        offsets.committed(next);
        assertThat(offsets.committable()).isEmpty();
    }

    @Test
    void forgetsAPartitionThatIsSomebodyElses() {
        ContiguousOffsets offsets = new ContiguousOffsets();
        offsets.take(PARTITION, 1);
        offsets.take(PARTITION, 2);
        offsets.done(PARTITION, 1);
        assertThat(offsets.committable()).isNotEmpty();
        offsets.forget(PARTITION);
        offsets.done(PARTITION, 2);

        assertThat(offsets.committable()).isEmpty();
        assertThat(offsets.underWay()).isZero();
    }
}
