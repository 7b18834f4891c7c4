package dev.sluice.audit;

import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.NoteException;
import dev.sluice.audit.verify.NoteKey;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the computed tree against every checkpoint that was ever signed, and against the one outside. The first that
 * does not fit says between which leaves the tree was changed, even when leaves and tiles were changed with it.
 */
final class CheckpointPass {
    private final VerifierTables tables;
    private final Problems problems;
    private final PublicKey key;
    private final @Nullable SignedCheckpoint outside;
    private final Deque<StoredCheckpoint> waiting = new ArrayDeque<>();
    private long lastGood;
    private long unsigned = -1;
    private boolean differs;
    private byte @Nullable [] rootAtOutside;

    CheckpointPass(VerifierTables tables, Problems problems, PublicKey key, @Nullable SignedCheckpoint outside) {
        this.tables = tables;
        this.problems = problems;
        this.key = key;
        this.outside = outside;
    }

    /** The sizes at which the root is wanted, from this leaf to the end of its page. */
    List<Long> stopsAfter(long from) {
        waiting.clear();
        waiting.addAll(tables.checkpoints(from, LeafPass.pageEnd(from)));
        List<Long> sizes =
                new ArrayList<>(waiting.stream().map(StoredCheckpoint::size).toList());
        if (outside != null) {
            long size = outside.checkpoint().size();
            if (size > from && size <= LeafPass.pageEnd(from) && !sizes.contains(size)) {
                sizes.add(size);
                sizes.sort(null);
            }
        }
        return sizes;
    }

    void atStop(GrowingTree tree) {
        byte[] root = tree.root();
        if (outside != null && outside.checkpoint().size() == tree.size()) {
            rootAtOutside = root;
        }
        if (!waiting.isEmpty() && waiting.getFirst().size() == tree.size()) {
            compare(waiting.removeFirst(), root);
        }
    }

    private void compare(StoredCheckpoint stored, byte[] root) {
        if (unsigned >= 0) {
            problems.add(
                    ProblemKind.CHECKPOINT_EDITED,
                    "the checkpoint of size " + unsigned + " has the right root and is not signed by the key");
            unsigned = -1;
        }
        Optional<SignedCheckpoint> note = read(stored);
        if (note.isEmpty() || !says(note.get(), stored)) {
            problems.add(
                    ProblemKind.CHECKPOINT_EDITED,
                    "the checkpoint of size " + stored.size() + " cannot be read, or is not what its columns say");
        } else if (MessageDigest.isEqual(note.get().checkpoint().root(), root)) {
            // What nobody signed vouches for no leaf. The newest one's signature is looked at by newest().
            if (isSigned(note.get())) {
                lastGood = stored.size();
            } else {
                unsigned = stored.size();
            }
        } else if (!isSigned(note.get())) {
            problems.add(
                    ProblemKind.CHECKPOINT_EDITED,
                    "the checkpoint of size " + stored.size() + " has another root and is not signed by the key");
        } else if (!differs) {
            differs = true;
            problems.add(
                    ProblemKind.ROOT_DIFFERS,
                    lastGood,
                    null,
                    "the bodies do not give the signed root at size " + stored.size()
                            + ": the first leaf that was changed is one of " + lastGood + " to " + (stored.size() - 1));
        }
    }

    /** Checks the newest checkpoint's signature. @return it, when it can be read */
    Optional<SignedCheckpoint> newest(@Nullable StoredCheckpoint stored) {
        if (stored == null) {
            return Optional.empty();
        }
        Optional<SignedCheckpoint> note = read(stored);
        if (note.isEmpty() || !isSigned(note.get()) || !says(note.get(), stored)) {
            problems.add(
                    ProblemKind.SIGNATURE_INVALID,
                    "the newest checkpoint, of size " + stored.size() + ", is not one that the key has signed");
        }
        return note;
    }

    void compareWithOutside(long size, boolean treeIsWhole) {
        if (outside == null) {
            if (size > 0) {
                problems.add(
                        ProblemKind.OUTSIDE_MISSING,
                        "there is no checkpoint outside the database, which could have been rolled back");
            }
            return;
        }
        Checkpoint held = outside.checkpoint();
        if (!isSigned(outside)) {
            problems.add(ProblemKind.OUTSIDE_FORGED, "the checkpoint outside is not signed by the key");
        } else if (held.size() > size) {
            problems.add(
                    ProblemKind.ROLLED_BACK,
                    size,
                    null,
                    "the checkpoint outside has " + held.size() + " leaves, the database " + size
                            + ": it was truncated, or an older one was restored");
        } else if (held.size() > 0
                && treeIsWhole
                && (rootAtOutside == null || !MessageDigest.isEqual(rootAtOutside, held.root()))) {
            problems.add(
                    ProblemKind.OUTSIDE_DIFFERS,
                    lastGood < held.size() ? lastGood : null,
                    null,
                    "the first " + held.size() + " bodies do not give the root of the checkpoint outside");
        }
    }

    boolean isSigned(SignedCheckpoint signed) {
        return signed.note().verifiedBy(new NoteKey(signed.checkpoint().origin(), key));
    }

    private static boolean says(SignedCheckpoint note, StoredCheckpoint stored) {
        return note.checkpoint().size() == stored.size()
                && MessageDigest.isEqual(note.checkpoint().root(), stored.root());
    }

    private static Optional<SignedCheckpoint> read(StoredCheckpoint stored) {
        try {
            return Optional.of(SignedCheckpoint.parse(stored.note()));
        } catch (NoteException unreadable) {
            return Optional.empty();
        }
    }
}
