package dev.sluice.audit;

/**
 * The database is not the continuation of what was signed before: a restored backup, a lost replica, or a hand in the
 * tables. Nothing is signed; a person must look.
 */
public final class LogInconsistentException extends AuditException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final long databaseSize;
    private final long outsideSize;

    /** What does not fit. */
    public enum Kind {
        /** The checkpoint outside is ahead of the database. */
        ROLLED_BACK,
        /** Both have the leaves of the checkpoint outside, and they are other leaves. */
        FORKED,
        /** The checkpoint outside is gone though the database has leaves. */
        OUTSIDE_MISSING,
        /** The checkpoint outside cannot be read, is of another log or not signed by this key. */
        OUTSIDE_FORGED,
        /** The newest checkpoint in the database is not signed by this key or not what its columns say. */
        CHECKPOINT_FORGED,
        /** The server's transaction numbers are behind those of the log: it was restored from a dump. */
        WATERMARK_VOID,
        /** The stored tree does not have the root of the newest checkpoint. */
        TREE_EDITED
    }

    LogInconsistentException(Kind kind, long databaseSize, long outsideSize, String message) {
        super(message + " (database: " + databaseSize + " leaves, checkpoint outside: " + outsideSize + "); nothing is"
                + " signed until it is known why");
        this.kind = kind;
        this.databaseSize = databaseSize;
        this.outsideSize = outsideSize;
    }

    /** What does not fit. */
    public Kind kind() {
        return kind;
    }

    /** Leaves under the newest checkpoint in the database. */
    public long databaseSize() {
        return databaseSize;
    }

    /** Leaves under the checkpoint outside; 0 when there is none that can be read. */
    public long outsideSize() {
        return outsideSize;
    }
}
