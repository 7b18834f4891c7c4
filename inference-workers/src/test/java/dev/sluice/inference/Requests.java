package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PromptTemplate;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Requests and endpoints for tests of the clients. */
final class Requests {
    static final PolicyBundle BUNDLE = PolicyBundle.installedDefault();

    private Requests() {}

    static ClassifiedText text(String text) {
        return ClassifiedText.check(text.getBytes(StandardCharsets.UTF_8), "d", "d")
                .orElseThrow();
    }

    static Endpoint external(URI url, String model, Optional<String> keyFile) {
        return filled("external-1", url, model, keyFile);
    }

    static Endpoint sovereign(URI url, String model) {
        return filled("sovereign-1", url, model, Optional.empty());
    }

    static Endpoint filled(String slot, URI url, String model, Optional<String> keyFile) {
        Endpoint endpoint = BUNDLE.fill(Map.of(slot, new SlotFill(url, model, keyFile, Protocol.OPENAI)))
                .catalog()
                .find(slot)
                .orElseThrow();
        if (endpoint.kind() == EndpointKind.IN_PROCESS) {
            throw new IllegalArgumentException("not a slot");
        }
        return endpoint;
    }

    static PromptTemplate template(Task task) {
        return BUNDLE.template(task.name());
    }

    static OutboundRequest summary(Endpoint endpoint, String text) {
        Task task = new Summarise(3);
        return OutboundRequest.of(task, template(task), text(text), endpoint);
    }
}
