package dev.sluice.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A schema and the policies that were validated against it; asks Cedar. Thread-safe. */
final class CedarPolicies {
    static final String SCHEMA = "schema.cedarschema";

    private static final Logger LOG = LoggerFactory.getLogger(CedarPolicies.class);
    private static final BasicAuthorizationEngine CEDAR = new BasicAuthorizationEngine();
    private static final Map<String, EntityUID> WORDS = new ConcurrentHashMap<>();
    private static final EntityUID DOCUMENT = word("Document", "document");
    private static final EntityUID SEND = word("Action", "send");

    private final Schema schema;
    private final PolicySet policies;
    private final Map<String, PolicyRule> rules;
    private final Vocabulary vocabulary;

    private CedarPolicies(Schema schema, PolicySet policies, Map<String, PolicyRule> rules, Vocabulary vocabulary) {
        this.schema = schema;
        this.policies = policies;
        this.rules = Map.copyOf(rules);
        this.vocabulary = vocabulary;
    }

    /** A word of an enumeration of the schema. */
    static EntityUID word(String type, String word) {
        return WORDS.computeIfAbsent(
                type + "::" + word,
                key -> EntityTypeName.parse(type)
                        .orElseThrow(() -> new IllegalArgumentException(type + " is not the name of a type"))
                        .of(word));
    }

    static CedarPolicies read(BundleFiles files, Problems problems) {
        Schema schema = schema(files.require(SCHEMA));
        Vocabulary vocabulary = Vocabulary.of(schema, problems);
        Map<String, PolicyRule> rules = CedarSource.read(files, problems);
        Set<Policy> named = new HashSet<>();
        rules.values().forEach(rule -> named.add(new Policy(rule.source(), rule.id())));
        PolicySet policies = new PolicySet(named);
        CedarPolicies read = new CedarPolicies(schema, policies, rules, vocabulary);
        if (problems.found().isEmpty()) {
            read.validate(problems);
        }
        if (problems.found().isEmpty()) {
            read.probe(problems);
        }
        read.cache();
        return read;
    }

    private static Schema schema(String text) {
        try {
            return Schema.parse(Schema.JsonOrCedar.Cedar, text);
        } catch (InternalException e) {
            throw new Problems.Malformed(
                    SCHEMA,
                    0,
                    "Cedar cannot read the schema: " + CedarSource.clean(e),
                    "Compare it with the default bundle's");
        }
    }

    private void validate(Problems problems) {
        ValidationResponse response;
        try {
            response = CEDAR.validate(new ValidationRequest(schema, policies));
        } catch (AuthException e) {
            problems.add(SCHEMA, 0, "the policies cannot be validated: " + CedarSource.clean(e), "");
            return;
        }
        response.errors.ifPresent(errors -> errors.forEach(error -> problems.add(SCHEMA, 0, error.message, "")));
        response.success.ifPresent(success -> {
            success.validationErrors.forEach(error -> add(problems, error));
            success.validationWarnings.forEach(warning -> add(problems, warning));
        });
        if (!response.validationPassed() && problems.found().isEmpty()) {
            problems.add(SCHEMA, 0, "the policies do not fit the schema", "");
        }
    }

    private void add(Problems problems, ValidationResponse.ValidationError error) {
        PolicyRule rule = rules.get(error.getPolicyId());
        int within = error.getError().sourceLocations.isEmpty()
                ? 0
                : error.getError().sourceLocations.getFirst().start;
        problems.add(
                rule == null ? SCHEMA : rule.file(),
                rule == null ? 0 : rule.line() + Math.max(0, CedarText.lineAt(rule.source(), within) - 1),
                error.getError().message,
                error.getError().help.orElse(""));
    }

    /** One question of the form that every document asks: a schema that wants more or less than it is told is refused. */
    private void probe(Problems problems) {
        Residency nowhere = Residency.of("", vocabulary);
        DocumentFacts facts = new DocumentFacts(
                true,
                Exhaustiveness.EXHAUSTIVE,
                Set.of(),
                MinimumSensitivity.NONE,
                Vocabulary.UNDECLARED,
                Vocabulary.UNDECLARED,
                nowhere);
        try {
            AuthorizationResponse response = ask(context(facts, EndpointProfile.reference(nowhere)), "probe");
            response.errors.ifPresent(errors -> errors.forEach(error -> problems.add(
                    SCHEMA,
                    0,
                    "the schema does not fit what Sluice says about a document and an endpoint: " + error.message,
                    "Take the attributes of the default bundle's schema")));
        } catch (AuthException e) {
            problems.add(SCHEMA, 0, "Cedar cannot answer: " + CedarSource.clean(e), "");
        }
    }

    private void cache() {
        try {
            policies.cache();
            schema.cache();
        } catch (CacheException | RuntimeException e) {
            LOG.warn("the native policy cache is full; decisions that are not cached take longer");
        }
    }

    Verdict verdict(DocumentFacts document, EndpointProfile endpoint) {
        return verdict(context(document, endpoint), endpoint.id());
    }

    /** Whatever is not a clean yes is a no. */
    Verdict verdict(Map<String, Value> context, String endpoint) {
        Optional<AuthorizationSuccessResponse> success;
        try {
            AuthorizationResponse response = ask(context, endpoint);
            if (response.errors.isPresent()) {
                return Verdict.failed(List.of());
            }
            success = response.success;
        } catch (AuthException | RuntimeException e) {
            return Verdict.failed(List.of());
        }
        if (success.isEmpty()) {
            return Verdict.failed(List.of());
        }
        AuthorizationSuccessResponse answer = success.get();
        if (!answer.getErrors().isEmpty()) {
            return Verdict.failed(answer.getErrors().stream()
                    .map(AuthorizationSuccessResponse.AuthorizationError::getPolicyId)
                    .toList());
        }
        List<String> determining = List.copyOf(answer.getReason());
        if (!rules.keySet().containsAll(determining) || answer.isAllowed() && determining.isEmpty()) {
            return Verdict.failed(List.of());
        }
        Stage stage = determining.stream()
                .map(rules::get)
                .map(PolicyRule::stage)
                .min(Comparator.naturalOrder())
                .orElse(Stage.SENSITIVITY);
        return new Verdict(answer.isAllowed(), false, determining, stage);
    }

    private static Map<String, Value> context(DocumentFacts document, EndpointProfile endpoint) {
        Map<String, Value> context = new HashMap<>(document.context());
        context.putAll(endpoint.context());
        return context;
    }

    private AuthorizationResponse ask(Map<String, Value> context, String endpoint) throws AuthException {
        AuthorizationRequest request = new AuthorizationRequest(
                DOCUMENT, SEND, word("Endpoint", endpoint), Optional.of(context), Optional.of(schema), true);
        return CEDAR.isAuthorized(request, policies, Set.of());
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** By file and line. */
    List<PolicyRule> rules() {
        return rules.values().stream()
                .sorted(Comparator.comparing(PolicyRule::file).thenComparing(PolicyRule::line))
                .toList();
    }
}
