package dev.sluice.db;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as asked; the message says what was expected, what was found and what to do. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
