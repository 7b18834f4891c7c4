package dev.sluice.policy;

import dev.sluice.policy.models.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of a bundle, in the order of its {@code endpoints.yaml}. */
public final class EndpointCatalog {
    private final List<Endpoint> endpoints;
    private final Map<String, Model> models;

    EndpointCatalog(List<Endpoint> endpoints, Map<String, Model> models) {
        this.endpoints = List.copyOf(endpoints);
        this.models = Map.copyOf(models);
    }

    /** All endpoints, filled or not. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The endpoint of that id. */
    public Optional<Endpoint> find(String id) {
        return endpoints.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }

    EndpointCatalog fill(Map<String, SlotFill> fills) {
        List<Endpoint> filled = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            SlotFill fill = fills.get(endpoint.id());
            filled.add(fill == null ? endpoint : endpoint.filledWith(fill, models));
        }
        return new EndpointCatalog(filled, models);
    }

    EndpointCatalog recall(List<DecisionInputs.Filled> known) {
        Map<String, DecisionInputs.Filled> byId = new HashMap<>();
        known.stream().filter(DecisionInputs.Filled::filled).forEach(one -> byId.put(one.id(), one));
        return new EndpointCatalog(
                endpoints.stream()
                        .map(endpoint -> endpoint.slot() && byId.containsKey(endpoint.id())
                                ? endpoint.recalled(byId.get(endpoint.id()), models)
                                : endpoint)
                        .toList(),
                models);
    }
}
