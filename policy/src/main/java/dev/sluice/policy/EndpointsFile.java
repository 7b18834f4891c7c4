package dev.sluice.policy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code endpoints.yaml}, {@code models.yaml} and {@code attestations.yaml} into one catalog. */
final class EndpointsFile {
    private static final String FILE = "endpoints.yaml";
    private static final String MODELS = "models.yaml";
    private static final String ATTESTATIONS = "attestations.yaml";

    private final Problems problems;
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, List<Attestation>> attestations = new HashMap<>();
    private final Map<String, Integer> attestationLines = new LinkedHashMap<>();

    /** A model and until when the review of its licence counts. */
    private record Model(String licensorCountry, LocalDate reviewedUntil) {}

    private EndpointsFile(Problems problems) {
        this.problems = problems;
    }

    static EndpointCatalog read(BundleFiles files, Problems problems) {
        EndpointsFile reader = new EndpointsFile(problems);
        reader.readModels(files);
        reader.readAttestations(files);
        return reader.readEndpoints(files);
    }

    private void readModels(BundleFiles files) {
        YamlMap root = YamlMap.parse(MODELS, files.require(MODELS), "models");
        for (YamlMap entry : root.maps(
                "models", problems, "model", "licensor", "licensorCountry", "licence", "reviewedBy", "reviewedUntil")) {
            problems.collect(() -> {
                entry.string("licensor");
                entry.string("licence");
                entry.string("reviewedBy");
                Model model = new Model(entry.string("licensorCountry"), entry.date("reviewedUntil"));
                if (models.put(entry.string("model"), model) != null) {
                    throw entry.malformed("model", "the same model is here twice", "Keep one of them");
                }
                return model;
            });
        }
    }

    private void readAttestations(BundleFiles files) {
        YamlMap root = YamlMap.parse(ATTESTATIONS, files.require(ATTESTATIONS), "attestations");
        for (YamlMap entry : root.maps(
                "attestations", problems, "endpoint", "kind", "operations", "document", "validFrom", "validUntil")) {
            problems.collect(() -> {
                String endpoint = entry.string("endpoint");
                attestationLines.putIfAbsent(endpoint, entry.line());
                return attestations
                        .computeIfAbsent(endpoint, id -> new ArrayList<>())
                        .add(attestation(entry));
            });
        }
    }

    private static Attestation attestation(YamlMap entry) {
        AttestationKind kind = entry.word("kind", AttestationKind.class);
        for (String operation : entry.strings("operations")) {
            if (!Set.of("chat", "batch", "fine-tune").contains(operation)) {
                throw entry.malformed("operations", "found \"" + operation + "\"", "Write chat, batch or fine-tune");
            }
        }
        try {
            return new Attestation(
                    kind,
                    Set.copyOf(entry.strings("operations")),
                    entry.string("document"),
                    entry.date("validFrom"),
                    entry.date("validUntil"));
        } catch (IllegalArgumentException e) {
            throw entry.malformed("endpoint", String.valueOf(e.getMessage()), "");
        }
    }

    private EndpointCatalog readEndpoints(BundleFiles files) {
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "endpoints");
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (YamlMap entry : root.maps(
                "endpoints",
                problems,
                "id",
                "slot",
                "kind",
                "url",
                "protocol",
                "location",
                "legalEntity",
                "model",
                "licensorCountry",
                "tasks",
                "usableContext",
                "processingRegions",
                "storageRegions",
                "price",
                "typicalSeconds")) {
            problems.collect(() -> {
                Endpoint endpoint = endpoint(entry);
                if (endpoints.put(endpoint.id(), endpoint) != null) {
                    throw entry.malformed("id", "the id \"" + endpoint.id() + "\" is here twice", "Rename one");
                }
                return endpoint;
            });
        }
        attestationLines.forEach((id, line) -> {
            if (!endpoints.containsKey(id)) {
                problems.add(ATTESTATIONS, line, "no endpoint \"" + id + "\"", "Name one of " + endpoints.keySet());
            }
        });
        return new EndpointCatalog(List.copyOf(endpoints.values()));
    }

    private Endpoint endpoint(YamlMap entry) {
        String id = entry.string("id");
        EndpointKind kind = entry.word("kind", EndpointKind.class);
        boolean slot = entry.flag("slot", false);
        Optional<URI> url = entry.optional("url").map(word -> url(entry, word));
        requireWhole(entry, kind, slot, url);
        EndpointLocation location = entry.word("location", EndpointLocation.class);
        if (kind.inside() == (location == EndpointLocation.THIRD_PARTY)) {
            throw entry.malformed(
                    "location",
                    "a " + kind + " endpoint cannot be " + location,
                    kind.inside() ? "Say where our machines stand" : "Write THIRD_PARTY");
        }
        String modelName = slot ? entry.optional("model").orElse("") : entry.string("model");
        Optional<Model> model = Optional.ofNullable(models.get(modelName));
        EndpointTerms terms = new EndpointTerms(
                location,
                Set.copyOf(entry.strings("processingRegions")),
                Set.copyOf(entry.strings("storageRegions")),
                entry.optional("licensorCountry")
                        .or(() -> model.map(Model::licensorCountry))
                        .orElse(""),
                entry.string("legalEntity"),
                model.map(Model::reviewedUntil),
                slot,
                attestations.getOrDefault(id, List.of()));
        Protocol protocol = kind == EndpointKind.IN_PROCESS
                ? Protocol.IN_PROCESS
                : entry.has("protocol") ? entry.word("protocol", Protocol.class) : Protocol.OPENAI;
        try {
            return new Endpoint(
                    id,
                    kind,
                    url,
                    modelName,
                    protocol,
                    Optional.empty(),
                    slot,
                    Set.copyOf(entry.strings("tasks")),
                    entry.number("usableContext", 1),
                    entry.optional("price").map(word -> price(entry, word)),
                    Duration.ofSeconds(entry.number("typicalSeconds", 0)),
                    terms,
                    !slot,
                    Endpoint.digest(id, url, kind, modelName, protocol));
        } catch (IllegalArgumentException e) {
            throw entry.malformed("id", String.valueOf(e.getMessage()), "");
        }
    }

    private static void requireWhole(YamlMap entry, EndpointKind kind, boolean slot, Optional<URI> url) {
        if (slot && (url.isPresent() || kind == EndpointKind.IN_PROCESS)) {
            throw entry.malformed("slot", "a slot has no URL of its own and is not in process", "Remove url or slot");
        }
        if (!slot && url.isPresent() == (kind == EndpointKind.IN_PROCESS)) {
            throw entry.malformed(
                    "url",
                    "an endpoint in process has no URL, every other one has one or is a slot",
                    "Add url, or slot: true");
        }
    }

    private static URI url(YamlMap entry, String word) {
        try {
            URI url = URI.create(word);
            EndpointUrl.check(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw entry.malformed("url", "this URL cannot be used", "Write https://host/path, without key or query");
        }
    }

    private static BigDecimal price(YamlMap entry, String word) {
        try {
            BigDecimal price = new BigDecimal(word);
            if (price.signum() >= 0) {
                return price;
            }
        } catch (NumberFormatException e) {
            // The complaint below is for both.
        }
        throw entry.malformed("price", "found \"" + word + "\"", "Write a price per million characters, as \"0.25\"");
    }
}
