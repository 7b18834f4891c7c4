package dev.sluice.audit;

/** An event was refused because it holds something that is not an identifier, a number or a digest, or is too large. */
public final class ValueRefusedException extends AuditException {
    private static final long serialVersionUID = 1L;

    ValueRefusedException(String message) {
        super(message);
    }
}
