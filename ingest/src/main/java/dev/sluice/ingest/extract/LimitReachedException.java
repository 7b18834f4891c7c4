package dev.sluice.ingest.extract;

/** A limit of {@link ExtractionSettings} was reached; ends the reading of a document, never leaves this package. */
final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LimitReachedException(String limit) {
        super(limit, null, false, false);
    }
}
