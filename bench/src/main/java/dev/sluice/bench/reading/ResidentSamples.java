package dev.sluice.bench.reading;

import java.util.Set;
import java.util.function.Supplier;

/** Resident memory of this process and of its readers, looked at from time to time until it is closed. */
final class ResidentSamples implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 250;

    private final Thread sampler;
    private final ProcessTree tree;
    private final Supplier<Set<Long>> children;
    private long samples;
    private long parent;
    private long below;
    private long peak;

    /** @param children the processes that read documents */
    ResidentSamples(ProcessTree tree, Supplier<Set<Long>> children) {
        this.tree = tree;
        this.children = children;
        this.sampler = Thread.ofPlatform().daemon().name("resident-samples").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        long own = tree.ownResidentBytes();
        long theirs = ProcessTree.residentBytes(children.get());
        samples++;
        parent += own;
        below += theirs;
        peak = Math.max(peak, own + theirs);
    }

    /** The mean of this process, in bytes. */
    synchronized long parentBytes() {
        return parent / Math.max(1, samples);
    }

    /** The mean of all children together, in bytes. */
    synchronized long childrenBytes() {
        return below / Math.max(1, samples);
    }

    /** The most of all of them together at one moment, in bytes. */
    synchronized long peakBytes() {
        return peak;
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
