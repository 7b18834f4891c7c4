package dev.sluice.classifier.model;

/** The model gave no answer, or not one that can be read, for a window. Carries no text of the document. */
final class ModelFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelFailedException(String message) {
        super(message);
    }
}
