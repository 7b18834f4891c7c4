package dev.sluice.ingest.extract;

/** A child process did not finish a document. Carries no message of the child's: those may quote the document. */
final class ChildFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final UnreadReason reason;

    ChildFailure(UnreadReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    UnreadReason reason() {
        return reason;
    }
}
