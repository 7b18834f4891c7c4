package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointKind;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Who answered, as far as an answer tells: traces of a gateway that went elsewhere, of a server that passes on. */
final class Answerer {
    /** {@code 1}, {@code config.targets[1]}; the first is {@code 0} or {@code config.targets[0]}. */
    private static final Pattern NOT_THE_FIRST = Pattern.compile("[1-9]");

    private Answerer() {}

    /** Why the answer is not the endpoint's own, as a code; empty when nothing says so. */
    static Optional<String> violation(JsonNode answer, HttpHeaders headers, Endpoint endpoint) {
        if (!headers.firstValue("x-litellm-attempted-fallbacks").orElse("0").equals("0")
                || NOT_THE_FIRST
                        .matcher(headers.firstValue("x-portkey-last-used-option-index")
                                .orElse("0"))
                        .find()) {
            return Optional.of("GATEWAY_FELL_BACK");
        }
        if (headers.firstValue("x-litellm-model-api-base")
                .filter(base -> !sameHost(base, endpoint))
                .isPresent()) {
            return Optional.of("GATEWAY_WENT_ELSEWHERE");
        }
        JsonNode provider = answer.get("provider");
        if (provider != null && !provider.isNull() && namesAnother(endpoint.kind())) {
            return Optional.of("GATEWAY_WENT_ELSEWHERE");
        }
        JsonNode model = answer.get("model");
        return endpoint.kind().inside()
                        && model != null
                        && model.isString()
                        && Endpoint.runsElsewhere(model.stringValue())
                ? Optional.of("MODEL_RUNS_ELSEWHERE")
                : Optional.empty();
    }

    /** A {@code provider} in the body is a gateway's word for its upstream (OpenRouter): only a gateway may have one. */
    private static boolean namesAnother(EndpointKind kind) {
        return kind != EndpointKind.GATEWAY;
    }

    private static boolean sameHost(String base, Endpoint endpoint) {
        try {
            String host = URI.create(base.strip()).getHost();
            return host != null
                    && endpoint.url()
                            .map(URI::getHost)
                            .filter(host::equalsIgnoreCase)
                            .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
