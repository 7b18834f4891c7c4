package dev.sluice.policy.proof;

import com.cedarpolicy.AuthorizationEngine;
import dev.sluice.classifier.Category;
import dev.sluice.policy.Canonical;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What was proved of a bundle, over what, and what was not. The same bundle and program give the same report, byte for
 * byte: no time is in it.
 *
 * @param bundleDigest what it is about
 * @param space over what; absent where the proof could not follow the bundle
 * @param counterExamples why properties do not hold
 * @param policies what each policy does
 * @param neverOutside categories that were proved never to leave
 * @param mayLeave those that some document may hold and yet leave
 * @param notes what an officer should know besides
 * @param notFollowed what the proof cannot follow
 */
public record ProofReport(
        String name,
        String version,
        String bundleDigest,
        Optional<Size> space,
        List<CounterExample> counterExamples,
        List<PolicyEffect> policies,
        List<Category> neverOutside,
        List<Category> mayLeave,
        List<String> notes,
        List<NotFollowed> notFollowed) {
    /** Of the form of the report and of what is proved: raised with either. */
    public static final int PROVER = 1;

    /**
     * Over what a proof goes.
     *
     * @param requests those that were gone through, one for each that some policy tells apart
     * @param standsFor how many there are by their words
     * @param questions asked of Cedar about single policies
     * @param sampled whole requests asked of the whole bundle
     * @param decided documents decided on
     * @param dimensions in what requests differ, with the words of each class
     */
    public record Size(
            long documents,
            long endpoints,
            long requests,
            String standsFor,
            long questions,
            int sampled,
            int decided,
            SortedMap<String, List<List<String>>> dimensions) {}

    /**
     * What one policy does.
     *
     * @param applies requests to which it applies
     * @param decides those that would be answered otherwise without it
     * @param witness the most ordinary of the latter, in words
     */
    public record PolicyEffect(
            String id, String title, boolean permits, boolean absolute, long applies, long decides, String witness) {}

    public ProofReport {
        counterExamples = List.copyOf(counterExamples);
        policies = List.copyOf(policies);
        neverOutside = neverOutside.stream().sorted().toList();
        mayLeave = mayLeave.stream().sorted().toList();
        notes = List.copyOf(notes);
        notFollowed = List.copyOf(notFollowed);
    }

    /** Whether every property holds: nothing else is a yes. */
    public boolean proved() {
        return space.isPresent() && notFollowed.isEmpty() && counterExamples.isEmpty();
    }

    /** Whether this property was shown to hold. */
    public boolean holds(Property property) {
        return space.isPresent()
                && notFollowed.isEmpty()
                && counterExamples.stream().noneMatch(example -> example.property() == property);
    }

    /** As a page for an officer, in Markdown. */
    public String page() {
        return ReportPage.of(this);
    }

    /** Over what it goes, in a sentence; blank where the bundle could not be followed. */
    public String over() {
        return space.map(ReportPage::over).orElse("").strip();
    }

    /** SHA-256 of {@link #json()}, lower-case hex. */
    public String digest() {
        return Canonical.sha256(json());
    }

    /** As canonical JSON (RFC 8785). */
    public byte[] json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bundle", sorted("name", name, "version", version, "digest", bundleDigest));
        json.put("prover", PROVER);
        json.put("cedar", AuthorizationEngine.getCedarLangVersion());
        json.put("proved", proved());
        space.ifPresent(size -> json.put(
                "space",
                sorted(
                        "documents", size.documents(),
                        "endpoints", size.endpoints(),
                        "requests", size.requests(),
                        "standsFor", size.standsFor(),
                        "questions", size.questions(),
                        "sampled", size.sampled(),
                        "decided", size.decided(),
                        "dimensions", size.dimensions())));
        List<Object> properties = new ArrayList<>();
        for (Property property : Property.values()) {
            properties.add(sorted("property", property.name(), "title", property.title(), "holds", holds(property)));
        }
        json.put("properties", properties);
        json.put(
                "counterExamples",
                counterExamples.stream()
                        .map(example -> sorted(
                                "property", example.property().name(),
                                "policies", example.policies(),
                                "sentence", example.sentence(),
                                "asked",
                                        example.asked().stream()
                                                .map(asked -> sorted(
                                                        "request", asked.request(), "permitted", asked.permitted()))
                                                .toList()))
                        .toList());
        json.put(
                "policies",
                policies.stream()
                        .map(policy -> sorted(
                                "id", policy.id(),
                                "title", policy.title(),
                                "effect", policy.permits() ? "permit" : "forbid",
                                "absolute", policy.absolute(),
                                "applies", policy.applies(),
                                "decides", policy.decides(),
                                "witness", policy.witness()))
                        .toList());
        json.put("neverOutside", neverOutside.stream().map(Enum::name).toList());
        json.put("mayLeave", mayLeave.stream().map(Enum::name).toList());
        // No bundle can state an exception yet; the place is kept, so that one is never missing from a report unseen.
        json.put("exceptions", List.of());
        json.put("notes", notes);
        json.put(
                "notFollowed",
                notFollowed.stream()
                        .map(place -> sorted(
                                "policy", place.policy(),
                                "file", place.file(),
                                "line", place.line(),
                                "problem", place.message(),
                                "instead", place.instead()))
                        .toList());
        return Canonical.json(json);
    }

    private static Map<String, Object> sorted(Object... pairs) {
        Map<String, Object> map = new java.util.TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
