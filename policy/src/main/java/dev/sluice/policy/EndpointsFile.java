package dev.sluice.policy;

import dev.sluice.policy.models.FitCheck;
import dev.sluice.policy.models.Hardware;
import dev.sluice.policy.models.Model;
import dev.sluice.policy.models.ModelSize;
import dev.sluice.policy.models.Organisation;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code endpoints.yaml}, with what {@code models.yaml} and {@code attestations.yaml} say, into one catalog. */
final class EndpointsFile {
    private static final String FILE = "endpoints.yaml";
    private static final long MOST_SECONDS = Duration.ofDays(365).toSeconds();

    private final Problems problems;
    private final Organisation organisation;
    private final Map<String, Model> models;
    private final AttestationsFile attestations;

    private EndpointsFile(BundleFiles files, Organisation organisation, Problems problems) {
        this.problems = problems;
        this.organisation = organisation;
        this.models = ModelsFile.read(files, problems);
        this.attestations = AttestationsFile.read(files, problems);
    }

    /**
     * Reads them.
     *
     * @param organisation whose licences they are
     */
    static EndpointCatalog read(BundleFiles files, Organisation organisation, Problems problems) {
        return new EndpointsFile(files, organisation, problems).readEndpoints(files);
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
                "dialect",
                "keyFile",
                "keyVariable",
                "location",
                "legalEntity",
                "model",
                "licensorCountry",
                "tasks",
                "usableContext",
                "processingRegions",
                "storageRegions",
                "prices",
                "licence",
                "hardware",
                "typicalSeconds")) {
            problems.collect(() -> {
                Endpoint endpoint = endpoint(entry);
                if (endpoints.put(endpoint.id(), endpoint) != null) {
                    throw entry.malformed("id", "the id \"" + endpoint.id() + "\" is here twice", "Rename one");
                }
                return endpoint;
            });
        }
        attestations.checkEndpoints(endpoints.keySet(), problems);
        return new EndpointCatalog(List.copyOf(endpoints.values()), models);
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
                        .or(() -> model.filter(known -> !slot).map(Model::licensorCountry))
                        .orElse(""),
                entry.string("legalEntity"),
                model.map(Model::licence),
                organisation,
                licenceOfOperator(entry, slot),
                attestations.of(id));
        if (model.filter(known -> !terms.isLicensedAs(known)).isPresent()) {
            throw entry.malformed(
                    "licensorCountry",
                    "models.yaml has this model from another country",
                    "Remove it, or correct it there");
        }
        requirePin(entry, kind, model);
        requireFit(entry, kind, model);
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
                    entry.has("dialect") ? entry.word("dialect", Dialect.class) : Dialect.COMPATIBLE,
                    key(entry, url.isPresent()),
                    slot,
                    Set.copyOf(entry.strings("tasks")),
                    entry.number("usableContext", 1),
                    PriceEntries.read(entry),
                    Duration.ofSeconds(entry.number("typicalSeconds", 0, MOST_SECONDS)),
                    terms,
                    model,
                    !slot,
                    Endpoint.digest(id, url, kind, modelName, protocol));
        } catch (IllegalArgumentException e) {
            throw entry.malformed(
                    "id",
                    String.valueOf(e.getMessage()),
                    "Write an id as sovereign-1, and inside a model that runs where the endpoint stands");
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

    /** Where the key of an endpoint with a URL is; a slot's is said by whoever fills it. */
    private static Optional<String> key(YamlMap entry, boolean hasUrl) {
        Optional<String> file = entry.optional("keyFile");
        Optional<String> variable = entry.optional("keyVariable");
        String given = file.isPresent() ? "keyFile" : "keyVariable";
        if ((file.isPresent() || variable.isPresent()) && !hasUrl) {
            throw entry.malformed(
                    given, "only an endpoint with a URL has a key here", "Give it where the slot is filled");
        }
        if (file.isPresent() && variable.isPresent()) {
            throw entry.malformed(given, "a key is in a file or in a variable", "Remove keyFile or keyVariable");
        }
        if (file.filter(path -> !path.startsWith("/")).isPresent()) {
            throw entry.malformed(given, "expected an absolute path", "Write the path of a file that holds the key");
        }
        if (variable.filter(name -> !name.matches("[A-Z][A-Z0-9_]*")).isPresent()) {
            // Not repeated: it may be the key itself.
            throw entry.malformed(given, "expected the name of a variable", "Write it as SOME_API_KEY, never the key");
        }
        return file.or(() -> variable.map(Endpoint.VARIABLE::concat));
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

    private static boolean licenceOfOperator(YamlMap entry, boolean slot) {
        Optional<String> licence = entry.optional("licence");
        if (licence.filter(word -> !word.equals("operator")).isPresent()) {
            throw entry.malformed(
                    "licence",
                    "found \"" + licence.orElseThrow() + "\"",
                    "Write licence: operator where whoever fills the slot answers for it; else what is known of a"
                            + " licence stands in models.yaml");
        }
        if (licence.isPresent() && !slot) {
            throw entry.malformed(
                    "licence",
                    "only who fills a slot can answer for a licence",
                    "Remove it, and write the model's licence into models.yaml");
        }
        return licence.isPresent();
    }

    private static void requirePin(YamlMap entry, EndpointKind kind, Optional<Model> model) {
        if (kind.inside() && model.filter(known -> !known.openWeights()).isPresent()) {
            throw entry.malformed(
                    "model",
                    "a model that we run is pinned by its weights, and models.yaml pins this one by a snapshot",
                    "Write weights: with revision, quantisation and digest in models.yaml");
        }
    }

    /** Total parameters and the cache of all requests against all of the memory, before anything is sent there. */
    private static void requireFit(YamlMap entry, EndpointKind kind, Optional<Model> model) {
        if (!entry.has("hardware")) {
            return;
        }
        YamlMap machines = entry.map("hardware", "gpus", "gigabytes", "tokens");
        Hardware hardware = new Hardware(
                (int) machines.number("gpus", 1, 100_000),
                (int) machines.number("gigabytes", 1, 100_000),
                machines.number("tokens", 0));
        Optional<ModelSize> size = model.flatMap(Model::size);
        if (!kind.inside() || size.isEmpty()) {
            throw entry.malformed(
                    "hardware",
                    "machines are checked against a model that we run and whose size models.yaml says",
                    "Add size: with parametersBillion, bitsPerParameter and cacheBytesPerToken to the model, or remove"
                            + " hardware");
        }
        if (FitCheck.of(size.get(), hardware) instanceof FitCheck.TooLarge large) {
            throw entry.malformed(
                    "hardware",
                    "the model needs " + large.needed().stripTrailingZeros().toPlainString()
                            + " GB and the machines have " + hardware.memory().toPlainString(),
                    "Take more or larger GPUs, fewer tokens at the same time, or a model of fewer bits or parameters");
        }
    }
}
