package dev.sluice.db;

/** What a sealed content is. The names are stored and bound into the encryption: never rename one. */
public enum ContentKind {
    /** The bytes as they came from upstream; once for a document. */
    ORIGINAL(false),
    /** The canonical text of one attempt. */
    TEXT(true),
    /** The task's parameters; once for a document. */
    TASK(false),
    /** File name, upstream id and source; once for a document. */
    NAME(false),
    /** A quarantined raw message; once for its quarantine id. */
    MESSAGE(false),
    /** A model's output; once for its result id, under the attempt given. */
    RESULT(true);

    private final boolean perAttempt;

    ContentKind(boolean perAttempt) {
        this.perAttempt = perAttempt;
    }

    /** Whether each attempt has its own; otherwise it is stored once, as attempt 0, whatever attempt is named. */
    public boolean perAttempt() {
        return perAttempt;
    }
}
