package dev.sluice.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What is signed, and its one JSON form. Reading is strict: exactly the known fields, each of its one form. */
record ClearanceClaims(
        ClearanceSubject subject,
        UUID decisionId,
        String bundleDigest,
        List<ClearedEndpoint> endpoints,
        Pool audience,
        Instant notBefore,
        Instant expiresAt,
        String keyId) {
    static final Set<String> FIELDS = Set.of(
            "attempt",
            "aud",
            "bundle",
            "classification",
            "decision",
            "document",
            "endpoints",
            "exp",
            "nbf",
            "operation",
            "rendition",
            "template",
            "text");
    static final Set<String> ENDPOINT_FIELDS = Set.of("id", "config", "kind", "model");

    ClearanceClaims {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a clearance opens at least one endpoint");
        }
        for (ClearedEndpoint endpoint : endpoints) {
            if (endpoint.kind().pool() != audience) {
                throw new IllegalArgumentException(
                        "an endpoint of kind " + endpoint.kind() + " is not for the pool " + audience);
            }
        }
    }

    byte[] toJson() {
        Map<String, Object> json = new TreeMap<>();
        json.put("attempt", subject.attempt());
        json.put("aud", audience.name());
        json.put("bundle", bundleDigest);
        json.put("classification", subject.classificationDigest());
        json.put("decision", decisionId.toString());
        json.put("document", subject.documentId().toString());
        json.put("endpoints", endpoints.stream().map(ClearanceClaims::toJson).toList());
        json.put("exp", expiresAt.getEpochSecond());
        json.put("nbf", notBefore.getEpochSecond());
        json.put("operation", subject.operation());
        subject.renditionDigest().ifPresent(digest -> json.put("rendition", digest));
        json.put("template", subject.templateDigest());
        json.put("text", subject.textDigest());
        return Canonical.json(json);
    }

    private static Map<String, String> toJson(ClearedEndpoint endpoint) {
        return new TreeMap<>(Map.of(
                "id", endpoint.id(),
                "config", endpoint.configDigest(),
                "kind", endpoint.kind().name(),
                "model", endpoint.model()));
    }

    /**
     * Reads what {@link #toJson} wrote; the caller has compared the fields' names.
     *
     * @throws RuntimeException if anything is missing or malformed
     */
    static ClearanceClaims parse(JsonNode json, String keyId) {
        List<ClearedEndpoint> endpoints = new ArrayList<>();
        for (JsonNode endpoint : json.required("endpoints").values()) {
            endpoints.add(new ClearedEndpoint(
                    text(endpoint, "id"),
                    text(endpoint, "config"),
                    EndpointKind.valueOf(text(endpoint, "kind")),
                    text(endpoint, "model")));
        }
        ClearanceSubject subject = new ClearanceSubject(
                UUID.fromString(text(json, "document")),
                json.required("attempt").intValue(),
                text(json, "text"),
                json.has("rendition") ? Optional.of(text(json, "rendition")) : Optional.empty(),
                text(json, "classification"),
                text(json, "template"),
                text(json, "operation"));
        return new ClearanceClaims(
                subject,
                UUID.fromString(text(json, "decision")),
                text(json, "bundle"),
                endpoints,
                Pool.valueOf(text(json, "aud")),
                Instant.ofEpochSecond(json.required("nbf").longValue()),
                Instant.ofEpochSecond(json.required("exp").longValue()),
                keyId);
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).stringValue();
    }
}
