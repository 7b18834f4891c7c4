package dev.sluice.audit;

/** The audit log could not do what was asked; the act that needed it must not happen. */
public class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was attempted, on which id, what was expected and what was found. */
    public AuditException(String message) {
        super(message);
    }

    /** As above, with the cause kept for the stack trace. */
    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
