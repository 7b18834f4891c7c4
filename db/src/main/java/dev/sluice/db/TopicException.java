package dev.sluice.db;

import java.util.concurrent.ExecutionException;

/** A Kafka cluster does not have a topic as it is needed, and it could not be made. */
public final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TopicException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The refusal is named by its type: a client's message may quote its configuration. */
    static TopicException of(String attempted, ExecutionException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return new TopicException(attempted + ": " + cause.getClass().getSimpleName(), cause);
    }
}
