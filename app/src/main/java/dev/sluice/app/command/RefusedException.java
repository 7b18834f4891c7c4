package dev.sluice.app.command;

/** The policy refuses what the command asks for. Exit code 3. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
