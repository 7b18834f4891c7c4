package dev.sluice.audit;

/** The actor is not an officer. The refusal is in the log. */
public final class QueryRefusedException extends AuditException {
    private static final long serialVersionUID = 1L;

    QueryRefusedException(Actor actor) {
        super("actor " + actor.id() + " authenticated by " + actor.authentication()
                + " may not read the audit log; an operator can grant it");
    }
}
