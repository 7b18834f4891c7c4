package dev.sluice.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassesTests {
    private static final DocumentSet SEVEN = new DocumentSet(
            IntStream.range(0, 7)
                    .mapToObj(each -> new DocumentSet.Document("d" + each, new byte[] {(byte) each}))
                    .toList(),
            "digest");

    /** Reads everything but the documents of these places, and counts what it was given. */
    private static final class Skipping implements DocumentReading {
        private final AtomicIntegerArray given = new AtomicIntegerArray(7);
        private final List<Integer> skipped;
        private final boolean dies;

        Skipping(boolean dies, Integer... skipped) {
            this.dies = dies;
            this.skipped = List.of(skipped);
        }

        @Override
        public Read read(DocumentSet.Document document) {
            int place = document.content()[0];
            given.incrementAndGet(place);
            if (!skipped.contains(place)) {
                return new Read(true, 10);
            }
            if (dies) {
                throw new OutOfMemoryError("of this test");
            }
            return Read.FAILED;
        }

        @Override
        public void close() {}
    }

    @Test
    void eachDocumentIsReadAsOftenAsThereArePasses() throws InterruptedException {
        Skipping reading = new Skipping(false);
        Passes.Result result = new Passes(reading, 3).run(SEVEN, 0.02);

        assertThat(result.passes()).isGreaterThan(1);
        for (int i = 0; i < 7; i++) {
            assertThat(reading.given.get(i)).isEqualTo(result.passes());
        }
        assertThat(result.characters()).isEqualTo(70L * result.passes());
        assertThat(result.failures()).isZero();
    }

    @Test
    void oneWholePassIsReadHoweverShortTheTime() throws InterruptedException {
        assertThat(new Passes(new Skipping(false), 2).run(SEVEN, 0).passes()).isOne();
    }

    @Test
    void aDocumentThatIsNotReadIsAFailureOfEachPass() throws InterruptedException {
        Passes.Result result = new Passes(new Skipping(false, 2, 5), 2).run(SEVEN, 0.02);

        assertThat(result.failures()).isEqualTo(2L * result.passes());
        assertThat(result.failed().stream()).containsExactly(2, 5);
    }

    @Test
    void aDocumentThatKillsItsThreadIsAFailure() throws InterruptedException {
        Passes.Result result = new Passes(new Skipping(true, 3), 2).run(SEVEN, 0);

        assertThat(result.failures()).isOne();
    }
}
