package dev.sluice.inference;

/** Task parameters do not fit their task. The message names the parameter that was expected, never what was found. */
public final class TaskParametersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TaskParametersException(String message) {
        super(message);
    }
}
