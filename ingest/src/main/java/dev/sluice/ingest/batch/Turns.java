package dev.sluice.ingest.batch;

import java.util.concurrent.Semaphore;

/** Whose turn it is in this process to prepare and write a chunk: of many at a time, or of one that is alone. */
final class Turns {
    private final Semaphore free;
    private final int most;

    /** @param most chunks at the same time at most */
    Turns(int most) {
        this.most = most;
        // Fair, so that who wants to be alone gets there.
        this.free = new Semaphore(most, true);
    }

    /** For a chunk beside others. */
    Turn shared() {
        return new Turn(1);
    }

    /** For a chunk beside no other. */
    Turn alone() {
        return new Turn(most);
    }

    /** Confined to one thread. */
    final class Turn {
        private final int share;
        private boolean taken;

        private Turn(int share) {
            this.share = share;
        }

        /** Waits for it, having given back what was taken before. */
        void take() throws InterruptedException {
            give();
            free.acquire(share);
            taken = true;
        }

        /** Gives it back, if it was taken. */
        void give() {
            if (taken) {
                taken = false;
                free.release(share);
            }
        }
    }
}
