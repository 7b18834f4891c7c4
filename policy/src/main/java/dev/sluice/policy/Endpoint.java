package dev.sluice.policy;

import dev.sluice.policy.cost.PriceList;
import dev.sluice.policy.models.Licence;
import dev.sluice.policy.models.Model;
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
 * @param dialect how requests of the protocol are written; changes no byte of a document
 * @param keyReference where the key is, never the key: the path of a file, or {@value #VARIABLE} and the name of a variable of
 *     the environment
 * @param slot declared for a running system to fill
 * @param tasks what it can do
 * @param usableContext code points of text that it handles well, by evaluation
 * @param prices by their first days; none means unknown
 * @param typicalTime how long one document usually takes
 * @param registered what {@code models.yaml} says of the model; absent means unknown
 * @param filled in process, or a slot that was filled
 * @param configDigest SHA-256 over id, URL, kind, model and protocol, lower-case hex
 */
public record Endpoint(
        String id,
        EndpointKind kind,
        Optional<URI> url,
        String model,
        Protocol protocol,
        Dialect dialect,
        Optional<String> keyReference,
        boolean slot,
        Set<String> tasks,
        long usableContext,
        PriceList prices,
        Duration typicalTime,
        EndpointTerms terms,
        Optional<Model> registered,
        boolean filled,
        String configDigest) {
    /** What a key reference begins with that names a variable of the environment; a path begins with a slash. */
    public static final String VARIABLE = "env:";

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

    /** What the licence of its model wants shown with every result. */
    public Optional<String> attribution() {
        return terms.licence().flatMap(Licence::attribution);
    }

    /**
     * This slot with something behind it.
     *
     * @param models that are registered, by their names
     */
    Endpoint filledWith(SlotFill fill, Map<String, Model> models) {
        String asked = fill.model().isBlank() ? model : fill.model();
        if (asked.isBlank()) {
            throw new IllegalArgumentException("endpoint " + id + " needs the name of a model");
        }
        Optional<URI> where = Optional.of(fill.url());
        String digest = digest(id, where, kind, asked, fill.protocol());
        return with(where, asked, Optional.of(fill), digest, models);
    }

    /** This slot with what was behind it once, as far as a decision depends on it. */
    Endpoint recalled(DecisionInputs.Filled then, Map<String, Model> models) {
        return with(Optional.empty(), then.model(), Optional.empty(), then.configDigest(), models);
    }

    private Endpoint with(
            Optional<URI> where, String asked, Optional<SlotFill> fill, String digest, Map<String, Model> models) {
        Optional<Model> known = Optional.ofNullable(models.get(asked));
        if (kind.inside() && known.filter(model -> !model.openWeights()).isPresent()) {
            throw new IllegalArgumentException(
                    "endpoint " + id + " is inside, and models.yaml pins its model by a snapshot and not by weights");
        }
        if (known.filter(model -> !terms.isLicensedAs(model)).isPresent()) {
            throw new IllegalArgumentException(
                    "endpoint " + id + " has a licensorCountry, and models.yaml has its model from another country");
        }
        return new Endpoint(
                id,
                kind,
                where,
                asked,
                fill.map(SlotFill::protocol).orElse(protocol),
                fill.flatMap(SlotFill::dialect).orElse(dialect),
                fill.flatMap(SlotFill::keyReference),
                slot,
                tasks,
                usableContext,
                prices,
                typicalTime,
                terms.of(known),
                known,
                true,
                digest);
    }
}
