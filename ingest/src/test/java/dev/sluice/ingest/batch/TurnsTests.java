package dev.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTests {
    @Test
    void whoIsAloneIsAloneAndEverybodyGetsATurn() throws Exception {
        long seed = Long.getLong("sluice.test.seed", System.nanoTime());
        Turns turns = new Turns(3);
        AtomicInteger under = new AtomicInteger();
        AtomicInteger disturbed = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                Random random = new Random(seed + thread);
                all.add(threads.submit(() -> {
                    int rounds = 0;
                    for (; rounds < 500; rounds++) {
                        boolean alone = random.nextInt(4) == 0;
                        Turns.Turn turn = alone ? turns.alone() : turns.shared();
                        turn.take();
                        under.incrementAndGet();
                        Thread.yield();
                        if (alone && under.get() != 1) {
                            disturbed.incrementAndGet();
                        }
                        under.decrementAndGet();
                        turn.give();
                        turn.give();
                    }
                    return rounds;
                }));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).as("seed %d", seed).isEqualTo(500);
            }
        }
        assertThat(disturbed).as("seed %d", seed).hasValue(0);
    }

    @Test
    void takingItAgainGivesTheOldOneBack() throws Exception {
        Turns turns = new Turns(2);
        Turns.Turn alone = turns.alone();
        alone.take();
        alone.take();
        alone.give();
        Turns.Turn next = turns.alone();
        next.take();
        next.give();
    }
}
