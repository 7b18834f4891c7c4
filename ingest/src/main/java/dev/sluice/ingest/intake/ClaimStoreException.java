package dev.sluice.ingest.intake;

import java.nio.file.Path;

/**
 * The store of a claim check could not be asked now: the document is neither there nor missing. Whoever reads tries again
 * later; nothing is quarantined for it. Carries no cause, because a client's message can hold a key.
 */
public final class ClaimStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;
    private final boolean late;

    /** What kept the store from answering. */
    public enum Trouble {
        /** No connection, no answer in time (a folder's file system can be such, too), or an error of the server. */
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

    private ClaimStoreException(String store, Trouble trouble, boolean late) {
        super("the claim checks in " + store + " could not be read: " + trouble
                + "; the documents wait. See claims and " + "buckets in the file of --config");
        this.trouble = trouble;
        this.late = late;
    }

    static ClaimStoreException ofBucket(String bucket, Trouble trouble) {
        return new ClaimStoreException("bucket " + bucket, trouble, false);
    }

    /** A bucket took the request and did not answer it in time. */
    static ClaimStoreException lateBucket(String bucket) {
        return new ClaimStoreException("bucket " + bucket, Trouble.UNREACHABLE, true);
    }

    /** A folder that settings name did not give a file in time. */
    static ClaimStoreException lateFolder(Path folder) {
        return new ClaimStoreException("folder " + folder, Trouble.UNREACHABLE, true);
    }

    /** Of a folder that settings name; where it is under them is said, not what a message calls it. */
    static ClaimStoreException ofFolder(Path folder, Trouble trouble) {
        return new ClaimStoreException("folder " + folder, trouble, false);
    }

    /** Whether it was asked for the content and did not give it in time. */
    boolean late() {
        return late;
    }

    /** What kept it from answering. */
    public Trouble trouble() {
        return trouble;
    }
}
