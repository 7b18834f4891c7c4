package dev.sluice.classifier.model;

import dev.sluice.classifier.DetectorFailure.Kind;

/** The model does not load, gave no answer, or not one that can be read. Carries no text of the document. */
final class ModelFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String reason;

    /** An answer that cannot be read. */
    ModelFailedException(String message) {
        this(Kind.ANSWER, ModelFailedException.class.getSimpleName(), message);
    }

    /**
     * @param kind what failed
     * @param reason class of what was thrown and the runtime's code if there is one
     */
    ModelFailedException(Kind kind, String reason, String message) {
        super(message);
        this.kind = kind;
        this.reason = reason;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return reason;
    }
}
