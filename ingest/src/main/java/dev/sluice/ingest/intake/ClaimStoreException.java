package dev.sluice.ingest.intake;

import java.nio.file.Path;

/**
 * The store of a claim check could not be asked now: the document is neither there nor missing. Whoever reads tries again
 * later; nothing is quarantined for it. Carries no cause, because a client's message can hold a key.
 */
public final class ClaimStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    /** What kept the store from answering. */
    public enum Trouble {
        /** No connection, no answer in time, or an error of the server. */
        UNREACHABLE,
        /** Its name leads to an address that is neither public nor opened. */
        ADDRESS_REFUSED,
        /** It does not take our credentials, or its file cannot be read. */
        CREDENTIALS_REFUSED,
        /** It has no such bucket, or says that the bucket is elsewhere. */
        BUCKET_MISSING,
        /** The folder is not there or cannot be entered: a file system that is not mounted, for one. */
        FOLDER_MISSING
    }

    private ClaimStoreException(String store, Trouble trouble) {
        super("the claim checks in " + store + " could not be read: " + trouble
                + "; the documents wait. See claims and " + "buckets in the file of --config");
        this.trouble = trouble;
    }

    static ClaimStoreException ofBucket(String bucket, Trouble trouble) {
        return new ClaimStoreException("bucket " + bucket, trouble);
    }

    /** Of a folder that settings name; where it is under them is said, not what a message calls it. */
    static ClaimStoreException ofFolder(Path folder) {
        return new ClaimStoreException("folder " + folder, Trouble.FOLDER_MISSING);
    }

    /** What kept it from answering. */
    public Trouble trouble() {
        return trouble;
    }
}
