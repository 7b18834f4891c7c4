package dev.sluice.classifier.model;

/** The model's files are missing, altered or not what the description says: no classifier can be made of them. */
public final class ModelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelUnavailableException(String message) {
        super(message);
    }
}
