package dev.sluice.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code attestations.yaml}: what the operators of endpoints have promised in writing. */
final class AttestationsFile {
    private static final String FILE = "attestations.yaml";

    private final Map<String, List<Attestation>> byEndpoint = new HashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private AttestationsFile() {}

    static AttestationsFile read(BundleFiles files, Problems problems) {
        AttestationsFile read = new AttestationsFile();
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "attestations");
        for (YamlMap entry : root.maps(
                "attestations", problems, "endpoint", "kind", "operations", "document", "validFrom", "validUntil")) {
            problems.collect(() -> read.add(entry));
        }
        return read;
    }

    private boolean add(YamlMap entry) {
        String endpoint = entry.string("endpoint");
        lines.putIfAbsent(endpoint, entry.line());
        Attestation attestation = attestation(entry);
        List<Attestation> others = byEndpoint.computeIfAbsent(endpoint, id -> new ArrayList<>());
        if (others.stream()
                .anyMatch(other ->
                        other.kind() == attestation.kind() && other.document().equals(attestation.document()))) {
            throw entry.malformed(
                    "document",
                    "the same document attests " + attestation.kind() + " for " + endpoint + " twice",
                    "Keep the entry whose operations and dates stand in the document");
        }
        return others.add(attestation);
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
            throw entry.malformed(
                    "endpoint",
                    String.valueOf(e.getMessage()),
                    "Write operations: [chat], document: the SHA-256 that sha256sum prints of the signed file, and a"
                            + " validUntil that is not before validFrom");
        }
    }

    /** Those of an endpoint. */
    List<Attestation> of(String endpoint) {
        return byEndpoint.getOrDefault(endpoint, List.of());
    }

    /** Complains about those of endpoints that are not there. */
    void checkEndpoints(Set<String> known, Problems problems) {
        lines.forEach((id, line) -> {
            if (!known.contains(id)) {
                problems.add(FILE, line, "no endpoint \"" + id + "\"", "Name one of " + known);
            }
        });
    }
}
