package dev.sluice.policy;

import java.net.URI;
import java.util.Optional;

/**
 * What a running system puts into a slot that the bundle declares. The kind is the slot's: no URL changes it.
 *
 * @param model the model to ask for; blank takes the slot's default, where it has one
 * @param keyReference where the key is, as in {@link Endpoint#keyReference()}, never the key
 * @param dialect absent takes the slot's
 */
public record SlotFill(
        URI url, String model, Optional<String> keyReference, Protocol protocol, Optional<Dialect> dialect) {
    /**
     * @throws IllegalArgumentException if the URL is not http or https with a host, carries user information, a query or
     *     a fragment, or is http to anything but loopback
     */
    public SlotFill {
        EndpointUrl.check(url);
        if (protocol == Protocol.IN_PROCESS) {
            throw new IllegalArgumentException("a slot is filled with a protocol of openai, anthropic or gemini");
        }
    }

    /** In the slot's dialect. */
    public SlotFill(URI url, String model, Optional<String> keyReference, Protocol protocol) {
        this(url, model, keyReference, protocol, Optional.empty());
    }

    /** The same in another dialect. */
    public SlotFill in(Dialect other) {
        return new SlotFill(url, model, keyReference, protocol, Optional.of(other));
    }
}
