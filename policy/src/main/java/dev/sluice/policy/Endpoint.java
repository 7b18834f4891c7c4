package dev.sluice.policy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place that can do work, from a bundle's {@code endpoints.yaml}; a slot becomes one when a running system fills it.
 *
 * @param url absent in process and while a slot is not filled
 * @param keyReference where the key is, never the key
 * @param slot declared for a running system to fill
 * @param tasks what it can do
 * @param usableContext code points of text that it handles well, by evaluation
 * @param price per million code points; absent means unknown
 * @param typicalTime how long one document usually takes
 * @param filled in process, or a slot that was filled
 * @param configDigest SHA-256 over id, URL, kind, model and protocol, lower-case hex
 */
public record Endpoint(
        String id,
        EndpointKind kind,
        Optional<URI> url,
        String model,
        Protocol protocol,
        Optional<String> keyReference,
        boolean slot,
        Set<String> tasks,
        long usableContext,
        Optional<BigDecimal> price,
        Duration typicalTime,
        EndpointTerms terms,
        boolean filled,
        String configDigest) {
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[-:]cloud\\s*$");

    public Endpoint {
        tasks = Set.copyOf(tasks);
        if (!id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("expected an endpoint id of lower-case letters, digits and hyphens");
        }
        if (kind.inside() && runsElsewhere(model)) {
            throw new IllegalArgumentException("endpoint " + id + " is inside, and its model runs in a cloud");
        }
    }

    /** Whether a model's name says that a local server passes requests on: {@code x:cloud}, {@code x:120b-cloud} (Ollama). */
    public static boolean runsElsewhere(String model) {
        return ELSEWHERE.matcher(model).find();
    }

    static String digest(String id, Optional<URI> url, EndpointKind kind, String model, Protocol protocol) {
        return Canonical.sha256(Canonical.json(Map.of(
                "id", id,
                "url", url.map(URI::toString).orElse(""),
                "kind", kind.name(),
                "model", model,
                "protocol", protocol.name())));
    }

    /** This slot with something behind it. */
    Endpoint filledWith(SlotFill fill) {
        String asked = fill.model().isBlank() ? model : fill.model();
        if (asked.isBlank()) {
            throw new IllegalArgumentException("endpoint " + id + " needs the name of a model");
        }
        Optional<URI> where = Optional.of(fill.url());
        return new Endpoint(
                id,
                kind,
                where,
                asked,
                fill.protocol(),
                fill.keyReference(),
                slot,
                tasks,
                usableContext,
                price,
                typicalTime,
                terms,
                true,
                digest(id, where, kind, asked, fill.protocol()));
    }
}
