package dev.sluice.db.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded service cannot be started or stopped; the message says what was found and what to do. */
public final class EmbeddedServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedServiceException(String message) {
        super(message);
    }

    EmbeddedServiceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
