package dev.sluice.ingest.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of child processes. The first starts ahead in the background, others when as many documents are read at
 * once; each is replaced when it fails or has aged, and then for a moment there is one more.
 */
final class ChildPool implements AutoCloseable {
    private final ExtractionSettings settings;
    private final ChildCommand command;
    private final ExtractionCounters counters;
    private final Semaphore places;
    private final Deque<Child> idle = new ArrayDeque<>();
    private final Set<Child> all = new HashSet<>();
    private boolean closed;
    private boolean replacing;

    ChildPool(ExtractionSettings settings, ChildCommand command, ExtractionCounters counters) {
        this.settings = settings;
        this.command = command;
        this.counters = counters;
        this.places = new Semaphore(settings.children(), true);
        startAhead();
    }

    /** Has a document read by an idle child, or by one that is started for it. */
    void read(byte[] document, Called called, Collected into, boolean fresh) throws ChildFailure {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildFailure(UnreadReason.INTERRUPTED);
        }
        try {
            Child child = take(fresh);
            try {
                child.read(document, called, into);
            } catch (ChildFailure failure) {
                counters.lost(failure.reason());
                throw failure.byDocument();
            } finally {
                giveBack(child);
            }
        } finally {
            places.release();
            startAhead();
        }
    }

    private Child take(boolean fresh) throws ChildFailure {
        Child child = poll();
        while (child != null && (fresh || !child.isFit())) {
            if (!child.isFit()) {
                counters.lost(UnreadReason.CRASHED);
            }
            discard(child);
            child = fresh ? null : poll();
        }
        return child != null ? child : start();
    }

    private synchronized @Nullable Child poll() {
        return idle.pollFirst();
    }

    private Child start() throws ChildFailure {
        synchronized (this) {
            if (closed) {
                throw new ChildFailure(UnreadReason.INTERRUPTED);
            }
        }
        Child child = ready();
        synchronized (this) {
            if (!closed) {
                all.add(child);
                return child;
            }
        }
        counters.gone();
        child.close();
        throw new ChildFailure(UnreadReason.INTERRUPTED);
    }

    private Child ready() throws ChildFailure {
        try {
            Child child = Child.start(command, settings, counters);
            counters.started();
            return child;
        } catch (ChildFailure failure) {
            counters.notStarted();
            throw failure;
        }
    }

    private void giveBack(Child child) {
        synchronized (this) {
            boolean replaced = child.hasAged() && all.size() > settings.children();
            if (!closed && child.isFit() && !replaced) {
                idle.addFirst(child);
                if (child.hasAged()) {
                    replaceAhead();
                }
                return;
            }
        }
        discard(child);
    }

    /** Starts the child that takes the place of one that has nearly aged, while that one goes on reading. */
    private synchronized void replaceAhead() {
        if (replacing || closed) {
            return;
        }
        replacing = true;
        Thread.ofPlatform().daemon().name("extraction-start").start(() -> {
            try {
                giveBack(start());
            } catch (ChildFailure e) {
                // The aged one reads on until it may no more, and the next document starts one itself.
            } finally {
                discardReplaced();
            }
        });
    }

    private void discardReplaced() {
        Child aged;
        synchronized (this) {
            replacing = false;
            aged = all.size() > settings.children()
                    ? idle.stream().filter(Child::hasAged).findFirst().orElse(null)
                    : null;
            idle.remove(aged);
        }
        if (aged != null) {
            discard(aged);
        }
    }

    private void discard(Child child) {
        boolean held;
        synchronized (this) {
            held = all.remove(child);
        }
        if (held) {
            counters.gone();
            if (child.hasAged()) {
                counters.recycled();
            }
        }
        child.close();
    }

    private synchronized boolean isStocked() {
        return closed || !idle.isEmpty();
    }

    private void startAhead() {
        if (isStocked()) {
            return;
        }
        Thread.ofPlatform().daemon().name("extraction-start").start(() -> {
            if (isStocked() || !places.tryAcquire()) {
                return;
            }
            try {
                Child child = poll();
                if (child == null) {
                    child = start();
                }
                giveBack(child);
            } catch (ChildFailure e) {
                // The next document starts one itself, and carries the reason if that fails, too.
            } finally {
                places.release();
            }
        });
    }

    /** Process ids of the children. */
    synchronized Set<Long> pids() {
        Set<Long> pids = new HashSet<>();
        all.forEach(child -> pids.add(child.pid()));
        return pids;
    }

    /** Ends the children, and waits at most ten seconds for those that are just being started. */
    @Override
    public void close() {
        Set<Child> children;
        synchronized (this) {
            closed = true;
            idle.clear();
            children = new HashSet<>(all);
            all.clear();
        }
        children.forEach(child -> {
            counters.gone();
            child.close();
        });
        boolean interrupted = Thread.interrupted();
        try {
            if (places.tryAcquire(settings.children(), 10, TimeUnit.SECONDS)) {
                places.release(settings.children());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
