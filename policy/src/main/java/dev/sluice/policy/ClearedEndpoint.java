package dev.sluice.policy;

/**
 * One endpoint that a clearance opens.
 *
 * @param configDigest see {@link Endpoint#configDigest()}; a worker whose own endpoint has another one is refused
 */
public record ClearedEndpoint(String id, String configDigest, EndpointKind kind, String model) {
    static ClearedEndpoint of(Endpoint endpoint) {
        return new ClearedEndpoint(endpoint.id(), endpoint.configDigest(), endpoint.kind(), endpoint.model());
    }

    /** Whether this opens exactly that endpoint as it is configured here. */
    public boolean opens(Endpoint endpoint) {
        return equals(of(endpoint));
    }
}
