package dev.sluice.bench.reading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Whole passes over a set of documents by several threads, of which each takes the next document when it is free. */
final class Passes {
    /**
     * What was read.
     *
     * @param passes how often each document was read
     * @param wallNanos from the first document to the end of the last
     * @param characters of all texts
     * @param failed places in the set of documents that were not read, in whichever pass
     * @param failures readings that failed
     */
    record Result(int passes, long wallNanos, long characters, BitSet failed, long failures) {}

    private final DocumentReading reading;
    private final int threads;

    Passes(DocumentReading reading, int threads) {
        this.reading = reading;
        this.threads = threads;
    }

    /**
     * Reads the whole set as often as fits into the time, at least once.
     *
     * @param seconds of wall time after which no new pass begins
     */
    Result run(DocumentSet set, double seconds) throws InterruptedException {
        Turn turn = new Turn(set.documents().size(), (long) (seconds * 1e9));
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().name("reading-" + i).start(() -> {
                for (int at = turn.next(); at >= 0; at = turn.next()) {
                    turn.read(at, reading.read(set.documents().get(at)));
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return turn.result();
    }

    /** Which document is next, and what came of those before. Thread-safe. */
    private static final class Turn {
        private final int size;
        private final long limit;
        private final long begin = System.nanoTime();
        private final BitSet failed;
        private long taken;
        private long read;
        private long characters;
        private long failures;

        Turn(int size, long limit) {
            this.size = size;
            this.limit = limit;
            this.failed = new BitSet(size);
        }

        /** A place in the set; negative when the time was over at the end of a pass. */
        synchronized int next() {
            if (taken > 0 && taken % size == 0 && System.nanoTime() - begin >= limit) {
                return -1;
            }
            return (int) (taken++ % size);
        }

        synchronized void read(int at, DocumentReading.Read found) {
            read++;
            characters += found.characters();
            if (!found.whole()) {
                failures++;
                failed.set(at);
            }
        }

        /** A thread that died left documents that it took and did not read: they failed. */
        synchronized Result result() {
            return new Result(
                    (int) (taken / size), System.nanoTime() - begin, characters, failed, failures + taken - read);
        }
    }
}
