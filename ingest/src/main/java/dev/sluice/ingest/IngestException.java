package dev.sluice.ingest;

/**
 * A call to this module that could not be done. Its message and class are all it carries: causes are dropped where it is
 * made, because a driver's or parser's message can hold values of a document.
 */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message what was attempted, on which of our ids, and what to do; never a value of a document
     */
    public IngestException(String message) {
        super(message);
    }
}
