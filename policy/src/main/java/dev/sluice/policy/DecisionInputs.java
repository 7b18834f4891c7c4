package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that one decision was made from. The same bundle makes the same decision from it again, and another bundle shows what
 * it would have decided. Holds no text and no value of a document: categories, numbers, digests, ids, and words that were
 * declared in an envelope as far as the bundle knew them.
 *
 * @param unavailable ids of endpoints that were down or had declined
 * @param bundleDigest the bundle that decided
 * @param endpoints every endpoint of the bundle, in its order, as it was filled
 * @param moment when it was decided
 * @param detectors digest of the detectors that found the categories; absent where nothing was classified
 */
public record DecisionInputs(
        DocumentContext context,
        Set<String> unavailable,
        String bundleDigest,
        List<Filled> endpoints,
        Instant moment,
        Optional<String> detectors) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long VERSION = 1;

    public DecisionInputs {
        unavailable = Set.copyOf(unavailable);
        endpoints = List.copyOf(endpoints);
    }

    /**
     * What a decision depends on of an endpoint and its bundle does not say.
     *
     * @param model that was asked for
     * @param configDigest of the endpoint, see {@link Endpoint#configDigest()}
     * @param filled it was in process, or a slot with something behind it
     */
    public record Filled(String id, String model, String configDigest, boolean filled) {
        static Filled of(Endpoint endpoint) {
            return new Filled(endpoint.id(), endpoint.model(), endpoint.configDigest(), endpoint.filled());
        }
    }

    /** Stored inputs that cannot be read: of a later version, or not as they were written. */
    public static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private UnreadableException(String message) {
            super(message);
        }
    }

    /** The same, found by these detectors. */
    public DecisionInputs by(Optional<String> found) {
        return new DecisionInputs(context, unavailable, bundleDigest, endpoints, moment, found);
    }

    /** The same document decided on at another moment, with as much time left until its deadline. */
    public DecisionInputs at(Instant other) {
        Duration passed = Duration.between(moment, other);
        return new DecisionInputs(
                context.due(context.deadline().map(due -> due.plus(passed))),
                unavailable,
                bundleDigest,
                endpoints,
                other,
                detectors);
    }

    /** Its one byte form: canonical JSON (RFC 8785), UTF-8. The database knows its keys (V14). */
    public byte[] canonical() {
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("anythingRead", context.anythingRead());
        all.put("bundle", bundleDigest);
        all.put("categories", words(context.categories()));
        all.put("complete", context.complete());
        all.put("deadline", context.deadline().map(Instant::toString).orElse(null));
        all.put("detectors", detectors.orElse(null));
        all.put("endpoints", endpoints.stream().map(DecisionInputs::form).toList());
        all.put("exhaustiveness", context.exhaustiveness().name());
        all.put("jurisdiction", context.jurisdiction());
        all.put("maxCost", context.maxCost().map(BigDecimal::toPlainString).orElse(null));
        all.put("minSensitivity", context.minSensitivity().name());
        all.put("moment", moment.toString());
        all.put("operation", EndpointProfile.OPERATION);
        all.put("purpose", context.purpose());
        all.put("residency", context.residency());
        all.put("task", context.task());
        all.put("tenant", context.tenant());
        all.put("textLength", context.textLength());
        all.put("unavailable", unavailable.stream().sorted().toList());
        all.put("validity", context.validity().map(DecisionInputs::form).orElse(null));
        all.put("version", VERSION);
        return Canonical.json(all);
    }

    private static Map<String, Object> form(Filled endpoint) {
        return Map.of(
                "config", endpoint.configDigest(),
                "filled", endpoint.filled(),
                "id", endpoint.id(),
                "model", endpoint.model());
    }

    private static Map<String, @Nullable Object> form(Validity validity) {
        Map<String, @Nullable Object> form = new HashMap<>();
        form.put("atMost", words(validity.atMost()));
        form.put("bundle", validity.bundleDigest());
        form.put("day", validity.day().map(LocalDate::toString).orElse(null));
        return form;
    }

    private static List<String> words(Collection<Category> categories) {
        return categories.stream().map(Enum::name).sorted().toList();
    }

    /**
     * Reads a stored form.
     *
     * @throws UnreadableException if it is not one that this version writes
     */
    public static DecisionInputs read(byte[] canonical) {
        try {
            JsonNode all = JSON.readTree(canonical);
            if (all.path("version").longValue() != VERSION) {
                throw new UnreadableException(
                        "expected inputs of version " + VERSION + "; use the program that wrote them");
            }
            return read(all);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException("these are no inputs of a decision: the record was altered");
        }
    }

    private static DecisionInputs read(JsonNode all) {
        List<Filled> endpoints = new ArrayList<>();
        for (JsonNode one : all.required("endpoints")) {
            endpoints.add(new Filled(
                    text(one, "id"),
                    text(one, "model"),
                    text(one, "config"),
                    one.required("filled").booleanValue()));
        }
        DocumentContext context = new DocumentContext(
                all.required("complete").booleanValue(),
                all.required("anythingRead").booleanValue(),
                Exhaustiveness.valueOf(text(all, "exhaustiveness")),
                categories(all.required("categories")),
                text(all, "tenant"),
                text(all, "task"),
                text(all, "purpose"),
                text(all, "jurisdiction"),
                text(all, "residency"),
                MinimumSensitivity.valueOf(text(all, "minSensitivity")),
                all.required("textLength").longValue(),
                optional(all, "deadline", Instant::parse),
                optional(all, "maxCost", BigDecimal::new),
                validity(all.required("validity")));
        Set<String> unavailable = new HashSet<>();
        all.required("unavailable").forEach(id -> unavailable.add(id.stringValue()));
        return new DecisionInputs(
                context,
                unavailable,
                text(all, "bundle"),
                endpoints,
                Instant.parse(text(all, "moment")),
                optional(all, "detectors", Function.identity()));
    }

    private static Optional<Validity> validity(JsonNode form) {
        return form.isNull()
                ? Optional.empty()
                : Optional.of(new Validity(
                        text(form, "bundle"),
                        optional(form, "day", LocalDate::parse),
                        categories(form.required("atMost"))));
    }

    private static Set<Category> categories(JsonNode words) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        words.forEach(word -> categories.add(Category.valueOf(word.stringValue())));
        return categories;
    }

    private static <T> Optional<T> optional(JsonNode form, String key, Function<String, T> read) {
        return form.required(key).isNull() ? Optional.empty() : Optional.of(read.apply(text(form, key)));
    }

    private static String text(JsonNode form, String key) {
        return form.required(key).stringValue();
    }
}
