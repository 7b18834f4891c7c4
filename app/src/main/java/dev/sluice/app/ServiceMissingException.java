package dev.sluice.app;

/** A service or a precondition that the command needs is missing; the message says what to do. Exit code 5. */
public final class ServiceMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was attempted, what was found, and what to do; no secrets */
    public ServiceMissingException(String message) {
        super(message);
    }
}
