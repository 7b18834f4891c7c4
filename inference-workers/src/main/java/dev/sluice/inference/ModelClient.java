package dev.sluice.inference;

/**
 * Asks one model. Holds no retry of its own: the {@link Dispatcher} is the one owner of retries, because each call needs
 * its own recorded intent.
 */
public sealed interface ModelClient extends AutoCloseable permits MiniLmClient, OpenAiCompatibleClient {

    /**
     * Sends the request once and waits for the answer, for a bounded time. Thread-safe; never throws for what the other
     * side does.
     */
    ModelAnswer ask(OutboundRequest request);

    @Override
    void close();
}
