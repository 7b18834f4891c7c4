package dev.sluice.ingest.intake;

/** Leaves the reading of a record; never leaves this package. */
final class QuarantinedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final QuarantineReason reason;

    QuarantinedException(QuarantineReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    QuarantineReason reason() {
        return reason;
    }
}
