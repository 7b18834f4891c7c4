package dev.sluice.audit;

import dev.sluice.audit.LogInconsistentException.Kind;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.MerkleProofs;
import dev.sluice.audit.verify.NoteException;
import dev.sluice.audit.verify.NoteKey;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Before anything is signed: the database must be the continuation of the checkpoint that is held outside it. Reads
 * top to bottom as named checks, each of which refuses.
 */
final class OutsideCheck {
    private final String origin;
    private final NoteKey key;
    private final CheckpointFile file;

    OutsideCheck(String origin, NoteKey key, CheckpointFile file) {
        this.origin = origin;
        this.key = key;
        this.file = file;
    }

    /**
     * The log that may be continued.
     *
     * @param newest the newest checkpoint of the database; null for a log that begins
     * @param tree the tree under it
     * @param outsideIsBehind whether a crash came between the commit and the writing of the file
     */
    record Continuation(@Nullable StoredCheckpoint newest, GrowingTree tree, boolean outsideIsBehind) {}

    /** @throws LogInconsistentException when the database is not the continuation of what is outside */
    Continuation check(SequencerTables tables) {
        Optional<StoredCheckpoint> newest = tables.newestCheckpoint();
        long size = newest.map(StoredCheckpoint::size).orElse(0L);
        Optional<Checkpoint> outside = outside(size);
        if (newest.isEmpty()) {
            if (outside.isPresent() && outside.get().size() > 0) {
                throw refused(Kind.ROLLED_BACK, 0, outside.get().size(), "the database has no checkpoint");
            }
            return new Continuation(null, new GrowingTree(), false);
        }
        GrowingTree tree = tree(newest.get(), tables.edge());
        if (!tables.hasPassed(newest.get().mark())) {
            throw refused(Kind.WATERMARK_VOID, size, 0, "the transaction numbers of this server are behind the log's");
        }
        if (outside.isEmpty()) {
            if (size > 0) {
                throw refused(Kind.OUTSIDE_MISSING, size, 0, "the checkpoint file is gone");
            }
            return new Continuation(newest.get(), tree, true);
        }
        consistent(outside.get(), newest.get(), tables);
        return new Continuation(newest.get(), tree, outside.get().size() < size);
    }

    private Optional<Checkpoint> outside(long databaseSize) {
        try {
            return file.read().map(signed -> {
                if (!signed.note().verifiedBy(key)
                        || !signed.checkpoint().origin().equals(origin)) {
                    throw refused(
                            Kind.OUTSIDE_FORGED,
                            databaseSize,
                            signed.checkpoint().size(),
                            "the checkpoint file is of another log or not signed by this log's key");
                }
                return signed.checkpoint();
            });
        } catch (NoteException unreadable) {
            throw refused(Kind.OUTSIDE_FORGED, databaseSize, 0, "the checkpoint file does not hold a checkpoint");
        }
    }

    /** The newest checkpoint must be ours, and the stored edge must have its root. */
    private GrowingTree tree(StoredCheckpoint newest, List<Tile> edge) {
        if (!isOurs(newest)) {
            throw refused(
                    Kind.CHECKPOINT_FORGED,
                    newest.size(),
                    0,
                    "the newest checkpoint of the database is not signed by this log's key, or says something else");
        }
        try {
            GrowingTree tree = GrowingTree.of(newest.size(), edge);
            if (MessageDigest.isEqual(tree.root(), newest.root())) {
                return tree;
            }
        } catch (AuditException wrongEdge) {
            // Told below: an edge of another width is an edge of another tree.
        }
        throw refused(Kind.TREE_EDITED, newest.size(), 0, "the stored edge of the tree does not have the signed root");
    }

    private boolean isOurs(StoredCheckpoint newest) {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(newest.note());
            return signed.note().verifiedBy(key)
                    && signed.checkpoint().equals(new Checkpoint(origin, newest.size(), newest.root()));
        } catch (NoteException unreadable) {
            return false;
        }
    }

    private void consistent(Checkpoint outside, StoredCheckpoint newest, SequencerTables tables) {
        if (outside.size() > newest.size()) {
            throw refused(Kind.ROLLED_BACK, newest.size(), outside.size(), "the database is behind what was signed");
        }
        try {
            List<byte[]> proof = new TileTree(newest.size(), tables).consistency(outside.size());
            if (!MerkleProofs.consistency(outside.size(), outside.root(), newest.size(), newest.root(), proof)) {
                throw refused(
                        Kind.FORKED, newest.size(), outside.size(), "the database has other leaves than were signed");
            }
        } catch (LogInconsistentException refused) {
            throw refused;
        } catch (AuditException unproved) {
            throw refused(Kind.TREE_EDITED, newest.size(), outside.size(), "a tile is missing or too short");
        }
    }

    private static LogInconsistentException refused(Kind kind, long database, long outside, String what) {
        return new LogInconsistentException(kind, database, outside, what);
    }
}
