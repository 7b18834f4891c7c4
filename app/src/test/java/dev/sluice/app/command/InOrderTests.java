package dev.sluice.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTests {
    @Test
    void resultsComeInTheOrderOfTheItems() throws InterruptedException {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        List<Integer> results = new ArrayList<>();
        InOrder.run(items.iterator(), item -> item, results::add, 3);
        assertThat(results).isEqualTo(items);
    }

    /** The second item's work would never end by itself. */
    @Test
    void workUnderWayIsAbandonedWhereAResultCannotBeHandedOver() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        assertThatThrownBy(() -> InOrder.run(
                        List.of(0, 1).iterator(),
                        item -> {
                            if (item == 1) {
                                begun.countDown();
                                try {
                                    never.await();
                                } catch (InterruptedException stop) {
                                    interrupted.incrementAndGet();
                                }
                            }
                            return item;
                        },
                        result -> {
                            awaited(begun);
                            throw new IllegalStateException("the disk is full");
                        },
                        2))
                .hasMessage("the disk is full");
        assertThat(interrupted).hasValue(1);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
