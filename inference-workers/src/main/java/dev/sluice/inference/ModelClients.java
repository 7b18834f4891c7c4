package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointCatalog;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.Pool;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The clients of one pool: of its own endpoints only, so a sovereign worker holds nothing that could call outside. */
final class ModelClients implements AutoCloseable {
    private final Map<String, Configured> byId = new HashMap<>();

    ModelClients(EndpointCatalog catalog, Pool pool, ClientLimits limits, Clock clock) {
        for (Endpoint endpoint : catalog.endpoints()) {
            if (endpoint.filled() && endpoint.kind().pool() == pool) {
                ModelClient client = endpoint.kind() == EndpointKind.IN_PROCESS
                        ? new MiniLmClient()
                        : new OpenAiCompatibleClient(endpoint, limits, clock);
                byId.put(endpoint.id(), new Configured(endpoint.configDigest(), client));
            }
        }
    }

    /** The client of exactly this endpoint as it is configured; empty when it is not of this pool. */
    Optional<ModelClient> of(Endpoint endpoint) {
        return Optional.ofNullable(byId.get(endpoint.id()))
                .filter(configured -> configured.configDigest().equals(endpoint.configDigest()))
                .map(Configured::client);
    }

    @Override
    public void close() {
        byId.values().forEach(configured -> configured.client().close());
    }

    private record Configured(String configDigest, ModelClient client) {}
}
