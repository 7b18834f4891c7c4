package dev.sluice.ingest.extract;

/** A child process did not finish a document. Carries no message of the child's: those may quote the document. */
final class ChildFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final UnreadReason reason;
    private final boolean byDocument;

    /** One that says nothing about a document: none had been handed over. */
    ChildFailure(UnreadReason reason) {
        this(reason, false);
    }

    private ChildFailure(UnreadReason reason, boolean byDocument) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.byDocument = byDocument;
    }

    /** The same, of a child that had a document in hand; an interrupt is never the document's doing. */
    ChildFailure byDocument() {
        return new ChildFailure(reason, reason != UnreadReason.INTERRUPTED);
    }

    /** Whether a document ended the child. */
    boolean isByDocument() {
        return byDocument;
    }

    UnreadReason reason() {
        return reason;
    }
}
