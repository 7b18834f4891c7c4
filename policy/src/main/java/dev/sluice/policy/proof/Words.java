package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.AttestationKind;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Requests in sentences. */
final class Words {
    private static final Set<String> DERIVED = Set.of(Said.ANY_CATEGORY, Said.OURS);
    private static final Set<String> OF_ENDPOINTS =
            Set.of(Said.KIND, Said.LOCATION, Said.IN_REGION, Said.REVIEWED, Said.ENDPOINT);

    private Words() {}

    /** "A document in which … may go to …". */
    static String request(Map<String, String> request) {
        List<String> found = new ArrayList<>();
        for (Category category : Category.values()) {
            if (Said.YES.equals(request.get(DocumentFacts.attribute(category)))) {
                found.add(category.name());
            }
        }
        List<String> document = new ArrayList<>();
        document.add(found.isEmpty() ? "in which nothing was found" : "in which " + list(found) + " was found");
        document.add(phrase(Said.READ, request));
        document.add(phrase(Said.DETECTORS, request));
        document.add(phrase(Said.SENSITIVITY, request));
        List<String> endpoint = new ArrayList<>();
        List<String> promises = new ArrayList<>();
        for (AttestationKind kind : AttestationKind.values()) {
            if (Said.YES.equals(request.get(EndpointProfile.attribute(kind)))) {
                promises.add(kind.name());
            }
        }
        endpoint.add(promises.isEmpty() ? "that promised nothing" : "that promised " + list(promises));
        endpoint.add(phrase(Said.IN_REGION, request));
        endpoint.add(phrase(Said.REVIEWED, request));
        List<String> also = new ArrayList<>();
        Map<String, String> rest = new TreeMap<>(request);
        rest.keySet().removeIf(name -> isTold(name));
        rest.forEach((name, word) -> {
            if (!word.equals(Vocabulary.UNDECLARED) && !word.equals(Said.NO)) {
                also.add(name + " " + word);
            }
        });
        return "a document " + list(document) + " to an endpoint " + request.getOrDefault(Said.KIND, "") + " in "
                + request.getOrDefault(Said.LOCATION, "") + " " + list(endpoint)
                + (also.isEmpty() ? "" : " (" + String.join(", ", also) + ")");
    }

    private static boolean isTold(String name) {
        for (Category category : Category.values()) {
            if (name.equals(DocumentFacts.attribute(category))) {
                return true;
            }
        }
        for (AttestationKind kind : AttestationKind.values()) {
            if (name.equals(EndpointProfile.attribute(kind))) {
                return true;
            }
        }
        return DERIVED.contains(name)
                || OF_ENDPOINTS.contains(name)
                || Set.of(Said.READ, Said.DETECTORS, Said.SENSITIVITY).contains(name);
    }

    private static String phrase(String name, Map<String, String> request) {
        String word = request.getOrDefault(name, "");
        boolean yes = word.equals(Said.YES);
        return switch (name) {
            case Said.READ -> yes ? "of which all was read" : "of which a part was not read";
            case Said.DETECTORS -> "whose detection was " + word;
            case Said.SENSITIVITY ->
                word.equals("NONE") ? "declared as nothing special" : "declared " + word.toLowerCase(Locale.ROOT);
            case Said.IN_REGION -> yes ? "in any required region" : "not in the required region";
            case Said.REVIEWED -> yes ? "whose licence was reviewed" : "whose licence was not reviewed";
            default -> name + " " + word;
        };
    }

    /** How one request differs from another: "with detectors EXHAUSTIVE instead of PARTIAL". */
    static String difference(Map<String, String> request, Map<String, String> other) {
        List<String> differences = new ArrayList<>();
        new TreeMap<>(request).forEach((name, word) -> {
            String otherWord = other.getOrDefault(name, "");
            if (!DERIVED.contains(name) && !word.equals(otherWord)) {
                differences.add(name + " " + word + " instead of " + otherWord);
            }
        });
        return "with " + list(differences);
    }

    /** "a, b and c". */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Policies by name. */
    static String policies(List<String> ids) {
        return ids.isEmpty() ? "no policy" : list(ids);
    }
}
