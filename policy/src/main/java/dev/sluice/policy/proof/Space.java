package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.EndpointLocation;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyBundle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every request that there can be: documents (rows) by endpoints (profiles). Row 0 is the most ordinary document; what
 * follows from other attributes (whether anything was found, whether an endpoint is ours) is computed, never free.
 */
final class Space {
    private static final int MOST_DOCUMENTS = 1 << 22;
    private static final int MOST_ENDPOINTS = 1 << 17;

    private final List<Dimension> documents = new ArrayList<>();
    private final List<Dimension> endpoints = new ArrayList<>();
    private final int rows;
    private final List<int[]> profiles = new ArrayList<>();
    private final int[] profileAt;

    /**
     * @param namedEndpoints ids that some policy names, all of them in the bundle's catalog
     * @throws NotFollowedException if it is larger than can be gone through
     */
    Space(PolicyBundle bundle, Said said, List<String> namedEndpoints, WordClasses classes) {
        SequencedMap<String, List<String>> whole = whole();
        whole.forEach((name, words) -> {
            List<Dimension> side = said.ofDocuments().contains(name) ? documents : endpoints;
            side.add(new Dimension(name, words.stream().map(List::of).toList()));
        });
        said.attributes().values().stream()
                .filter(attribute -> !whole.containsKey(attribute.name()))
                .filter(attribute -> !attribute.name().equals(Said.ANY_CATEGORY)
                        && !attribute.name().equals(Said.OURS))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .forEach(attribute -> {
                    List<Dimension> side = said.ofDocuments().contains(attribute.name()) ? documents : endpoints;
                    side.add(new Dimension(attribute.name(), classes.of(attribute.name(), attribute.words())));
                });
        List<List<String>> ids = new ArrayList<>();
        ids.add(List.of(unnamed(namedEndpoints)));
        namedEndpoints.forEach(id -> ids.add(List.of(id)));
        endpoints.add(new Dimension(Said.ENDPOINT, ids));
        this.rows = bounded(documents, MOST_DOCUMENTS, "documents");
        this.profileAt = new int[bounded(endpoints, MOST_ENDPOINTS << 3, "endpoints")];
        Arrays.fill(profileAt, -1);
        for (int index = 0; index < profileAt.length; index++) {
            int[] values = values(endpoints, index);
            if (canBe(bundle, values)) {
                profileAt[index] = profiles.size();
                profiles.add(values);
            }
        }
        if (profiles.size() > MOST_ENDPOINTS) {
            throw tooMany("endpoints", MOST_ENDPOINTS);
        }
    }

    /** Attributes of which each value is a class of its own, the strictest last where there is an order. */
    private static SequencedMap<String, List<String>> whole() {
        SequencedMap<String, List<String>> whole = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            whole.put(DocumentFacts.attribute(category), List.of(Said.NO, Said.YES));
        }
        whole.put(Said.READ, List.of(Said.YES, Said.NO));
        whole.put(Said.DETECTORS, names(Exhaustiveness.values()));
        whole.put(Said.SENSITIVITY, names(MinimumSensitivity.values()));
        whole.put(Said.KIND, names(EndpointKind.values()));
        whole.put(Said.LOCATION, names(EndpointLocation.values()));
        whole.put(Said.IN_REGION, List.of(Said.YES, Said.NO));
        whole.put(Said.REVIEWED, List.of(Said.YES, Said.NO));
        return whole;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    /** The id of an endpoint that no policy names. */
    static String unnamed(Collection<String> named) {
        String id = "some-endpoint";
        while (named.contains(id)) {
            id += "-else";
        }
        return id;
    }

    private static int bounded(List<Dimension> dimensions, int most, String what) {
        long product = 1;
        for (Dimension dimension : dimensions) {
            product *= dimension.size();
            if (product > most) {
                throw tooMany(what, most);
            }
        }
        return (int) product;
    }

    private static NotFollowedException tooMany(String what, int most) {
        return NotFollowedException.bundle(
                "its policies tell more than " + most + " " + what + " apart",
                "Name fewer purposes, jurisdictions, countries, promises and endpoints");
    }

    /** Whether the loader lets such an endpoint through, and Sluice says so of it. */
    private boolean canBe(PolicyBundle bundle, int[] values) {
        EndpointKind kind = EndpointKind.valueOf(word(endpoints, values, Said.KIND));
        EndpointLocation location = EndpointLocation.valueOf(word(endpoints, values, Said.LOCATION));
        boolean inRegion = word(endpoints, values, Said.IN_REGION).equals(Said.YES);
        return kind.inside() != (location == EndpointLocation.THIRD_PARTY)
                && (inRegion || kind != EndpointKind.IN_PROCESS)
                && bundle.catalog()
                        .find(word(endpoints, values, Said.ENDPOINT))
                        .map(endpoint ->
                                endpoint.kind() == kind && endpoint.terms().location() == location)
                        .orElse(true);
    }

    private static String word(List<Dimension> dimensions, int[] values, String name) {
        int at = find(dimensions, name);
        return dimensions.get(at).word(values[at]);
    }

    private static int find(List<Dimension> dimensions, String name) {
        for (int i = 0; i < dimensions.size(); i++) {
            if (dimensions.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the space has no dimension " + name);
    }

    private static int[] values(List<Dimension> dimensions, int index) {
        int[] values = new int[dimensions.size()];
        int rest = index;
        for (int i = 0; i < values.length; i++) {
            values[i] = rest % dimensions.get(i).size();
            rest /= dimensions.get(i).size();
        }
        return values;
    }

    private static int index(List<Dimension> dimensions, int[] values) {
        int index = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            index = index * dimensions.get(i).size() + values[i];
        }
        return index;
    }

    List<Dimension> documents() {
        return documents;
    }

    List<Dimension> endpoints() {
        return endpoints;
    }

    int rows() {
        return rows;
    }

    int profiles() {
        return profiles.size();
    }

    /** The values of a document, one for each of {@link #documents()}. */
    int[] document(int row) {
        return values(documents, row);
    }

    /** The values of an endpoint, one for each of {@link #endpoints()}. */
    int[] endpoint(int profile) {
        return profiles.get(profile).clone();
    }

    int row(int[] values) {
        return index(documents, values);
    }

    /** The profile of these values, or -1 where there can be no such endpoint. */
    int profile(int[] values) {
        return profileAt[index(endpoints, values)];
    }

    int documentDimension(String name) {
        return find(documents, name);
    }

    int endpointDimension(String name) {
        return find(endpoints, name);
    }

    boolean anyCategory(int[] document) {
        for (int i = 0; i < Category.values().length; i++) {
            if (document[i] == 1) {
                return true;
            }
        }
        return false;
    }

    EndpointKind kind(int profile) {
        return EndpointKind.valueOf(word(endpoints, profiles.get(profile), Said.KIND));
    }

    /** The row of a request. */
    int rowOf(Map<String, String> request) {
        return row(located(documents, request));
    }

    /**
     * The profile of a request.
     *
     * @throws IllegalStateException if the space has no such endpoint: then it is too small, and proves nothing
     */
    int profileOf(Map<String, String> request) {
        int profile = profile(located(endpoints, request));
        if (profile < 0) {
            throw new IllegalStateException("the proof does not know that there can be such an endpoint");
        }
        return profile;
    }

    private static int[] located(List<Dimension> dimensions, Map<String, String> request) {
        int[] values = new int[dimensions.size()];
        for (int i = 0; i < values.length; i++) {
            Dimension dimension = dimensions.get(i);
            String word = request.getOrDefault(dimension.name(), "");
            boolean unnamed = dimension.name().equals(Said.ENDPOINT) && !dimension.has(word);
            values[i] = unnamed ? 0 : dimension.value(word);
        }
        return values;
    }

    /** The request of a row and a profile, each class by the word that stands for it. */
    SortedMap<String, String> request(int row, int profile) {
        SortedMap<String, String> request = new TreeMap<>();
        int[] document = document(row);
        for (int i = 0; i < document.length; i++) {
            request.put(documents.get(i).name(), documents.get(i).word(document[i]));
        }
        int[] endpoint = profiles.get(profile);
        for (int i = 0; i < endpoint.length; i++) {
            request.put(endpoints.get(i).name(), endpoints.get(i).word(endpoint[i]));
        }
        return derived(request);
    }

    /** A request with what follows from the rest of it. */
    static SortedMap<String, String> derived(SortedMap<String, String> request) {
        boolean any = Arrays.stream(Category.values())
                .anyMatch(category -> Said.YES.equals(request.get(DocumentFacts.attribute(category))));
        request.put(Said.ANY_CATEGORY, Boolean.toString(any));
        EndpointKind kind = EndpointKind.valueOf(request.getOrDefault(Said.KIND, ""));
        request.put(Said.OURS, Boolean.toString(kind.inside()));
        return request;
    }

    /** How many requests there are. */
    long requests() {
        return (long) rows * profiles.size();
    }

    /** How many there are when each class counts as many as it has words. */
    BigInteger standsFor() {
        BigInteger rowsOfWords = documents.stream()
                .map(dimension -> BigInteger.valueOf(dimension.words()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger sum = BigInteger.ZERO;
        for (int[] profile : profiles) {
            BigInteger words = BigInteger.ONE;
            for (int i = 0; i < profile.length; i++) {
                words = words.multiply(BigInteger.valueOf(
                        endpoints.get(i).classes().get(profile[i]).size()));
            }
            sum = sum.add(words);
        }
        return rowsOfWords.multiply(sum);
    }
}
