package dev.sluice.db;

import org.jspecify.annotations.Nullable;

/** Sealed content is not what was stored, or its key is gone. The message has our ids only. */
public final class ContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContentException(String message) {
        super(message);
    }

    ContentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
