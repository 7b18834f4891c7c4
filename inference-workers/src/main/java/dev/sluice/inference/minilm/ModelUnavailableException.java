package dev.sluice.inference.minilm;

/** The in-process model cannot be loaded or cannot run. Its message names the failing step, never a text. */
public final class ModelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelUnavailableException(String message) {
        super(message);
    }
}
