package dev.sluice.db;

import org.jspecify.annotations.Nullable;

/** A key cannot be used: its file is missing, open to others or damaged, or what it should open does not verify. */
public final class KeyRingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyRingException(String message) {
        super(message);
    }

    KeyRingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
