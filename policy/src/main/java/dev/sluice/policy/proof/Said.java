package dev.sluice.policy.proof;

import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.Value;
import dev.sluice.policy.CedarPolicies;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.Residency;
import dev.sluice.policy.Verdict;
import dev.sluice.policy.Vocabulary;
import dev.sluice.policy.Vocabulary.Attribute;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What requests say, as words: each attribute by its name, and the endpoint's id under {@link #ENDPOINT}.
 *
 * @param attributes those of the schema, by name
 * @param ofDocuments names of those that speak of the document; the others speak of the endpoint
 */
record Said(Map<String, Attribute> attributes, Set<String> ofDocuments) {
    static final String ENDPOINT = "resource";
    static final String READ = "everythingWasRead";
    static final String DETECTORS = "detectors";
    static final String ANY_CATEGORY = "holdsAnyCategory";
    static final String SENSITIVITY = "minimumSensitivity";
    static final String OURS = "endpointIsOurs";
    static final String KIND = "endpointKind";
    static final String LOCATION = "endpointLocation";
    static final String IN_REGION = "endpointIsInRequiredRegion";
    static final String REVIEWED = "endpointLicenceWasReviewed";
    static final String YES = "true";
    static final String NO = "false";

    /**
     * As a schema has them.
     *
     * @throws NotFollowedException if it asks for something that Sluice never says, or that has no list of values
     */
    static Said of(Vocabulary vocabulary) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        vocabulary.attributes().forEach(attribute -> attributes.put(attribute.name(), attribute));
        Set<String> documents = DocumentFacts.of(
                        DocumentContext.wholly(Set.of(), 0, Declarations.ordinary("")), vocabulary)
                .context()
                .keySet();
        Set<String> endpoints = EndpointProfile.reference(Residency.of("", vocabulary))
                .context()
                .keySet();
        for (Attribute attribute : attributes.values()) {
            String name = attribute.name();
            if (!attribute.required() || (!documents.contains(name) && !endpoints.contains(name))) {
                throw NotFollowedException.schema(
                        "the attribute " + name + " is optional, or is one that Sluice never says",
                        "Take the attributes of the default bundle's schema, without question marks");
            }
            if (attribute.words().isEmpty()) {
                throw NotFollowedException.schema(
                        "the attribute " + name + " has no list of values",
                        "Make it a Bool, or an entity with an enum of words");
            }
        }
        for (Set<String> side : List.of(documents, endpoints)) {
            if (!attributes.keySet().containsAll(side)) {
                throw NotFollowedException.schema(
                        "the schema is not read by the proof as it is by Cedar",
                        "Write the context of action \"send\" out, attribute by attribute, as the default bundle does");
            }
        }
        return new Said(Map.copyOf(attributes), Set.copyOf(documents));
    }

    /** An attribute of the schema. */
    Attribute attribute(String name) {
        Attribute attribute = attributes.get(name);
        if (attribute == null) {
            throw new IllegalArgumentException("the schema has no attribute " + name);
        }
        return attribute;
    }

    /** Asks policies about a request. */
    Verdict ask(CedarPolicies policies, Map<String, String> request) {
        Map<String, Value> context = new HashMap<>();
        for (Attribute attribute : attributes.values()) {
            context.put(attribute.name(), value(attribute, word(request, attribute.name())));
        }
        return policies.verdict(context, word(request, ENDPOINT));
    }

    private static String word(Map<String, String> request, String name) {
        String word = request.get(name);
        if (word == null) {
            throw new IllegalArgumentException("a request says nothing about " + name);
        }
        return word;
    }

    private static Value value(Attribute attribute, String word) {
        return attribute.type().equals("Bool")
                ? new PrimBool(word.equals(YES))
                : CedarPolicies.word(attribute.type(), word);
    }

    /** The words of what is asked about a document and an endpoint when a document is decided on. */
    static SortedMap<String, String> words(DocumentFacts document, EndpointProfile endpoint) {
        SortedMap<String, String> words = new TreeMap<>();
        document.context().forEach((name, value) -> words.put(name, word(value)));
        endpoint.context().forEach((name, value) -> words.put(name, word(value)));
        words.put(ENDPOINT, endpoint.id());
        return words;
    }

    static String word(Value value) {
        return switch (value) {
            case PrimBool truth -> Boolean.toString(truth.getValue());
            case EntityUID entity -> entity.getId().toString();
            default -> throw new IllegalStateException("Sluice says something that is neither a truth nor a word");
        };
    }
}
