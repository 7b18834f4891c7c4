package dev.sluice.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.LevelValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
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
public final class CedarPolicies {
    private static final String SCHEMA = CedarSchema.FILE;

    private static final String COPY = "Take the attributes and words of the default bundle's schema";
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
    public static EntityUID word(String type, String word) {
        return WORDS.computeIfAbsent(
                type + "::" + word,
                key -> EntityTypeName.parse(type)
                        .orElseThrow(() -> new IllegalArgumentException(type + " is not the name of a type"))
                        .of(word));
    }

    static CedarPolicies read(BundleFiles files, Problems problems) {
        int before = problems.found().size();
        CedarSchema schema = CedarSchema.read(files, problems);
        Vocabulary vocabulary = Vocabulary.of(schema);
        schema.check(anyQuestion(vocabulary));
        Map<String, PolicyRule> rules = CedarSource.read(files, problems);
        Set<Policy> named = new HashSet<>();
        rules.values().forEach(rule -> named.add(new Policy(rule.source(), rule.id())));
        CedarPolicies read = new CedarPolicies(schema.schema(), new PolicySet(named), rules, vocabulary);
        if (problems.found().size() == before) {
            read.validate(problems);
        }
        if (problems.found().size() == before) {
            read.probe(problems);
        }
        if (problems.found().size() == before) {
            read.cache();
        }
        return read;
    }

    /** Strictly: no type may be wrong, nothing may be asked of entities themselves, and a warning is a refusal. */
    private void validate(Problems problems) {
        ValidationResponse response;
        try {
            response = CEDAR.validateWithLevel(new LevelValidationRequest(schema, policies, 0));
        } catch (AuthException e) {
            problems.add(SCHEMA, 1, "the policies cannot be validated: " + CedarSource.clean(e), COPY);
            return;
        }
        int before = problems.found().size();
        response.errors.ifPresent(errors -> errors.forEach(error -> problems.add(SCHEMA, 1, error.message, COPY)));
        response.success.ifPresent(success -> {
            Set<String> complained = new HashSet<>();
            success.validationErrors.stream()
                    // Said besides of a policy whose action is not known.
                    .filter(error -> !error.getError().message.contains("unable to find an applicable action")
                            || !complained.contains(error.getPolicyId()))
                    .forEach(error -> {
                        complained.add(error.getPolicyId());
                        add(problems, error);
                    });
            success.validationWarnings.stream()
                    .filter(warning -> !complained.contains(warning.getPolicyId()))
                    .forEach(warning -> add(problems, warning));
        });
        if (!response.validationPassed() && problems.found().size() == before) {
            problems.add(SCHEMA, 1, "the policies do not fit the schema", COPY);
        }
    }

    private void add(Problems problems, ValidationResponse.ValidationError error) {
        PolicyRule rule = rules.get(error.getPolicyId());
        if (rule == null) {
            problems.add(SCHEMA, 1, error.getError().message, COPY);
            return;
        }
        problems.add(
                rule.file(),
                CedarComplaint.line(rule, error.getError()),
                rule.id(),
                error.getError().message.replaceFirst("^for policy `" + rule.id() + "`[,:] (this )?", ""),
                CedarComplaint.instead(error.getError(), anyQuestion(vocabulary).keySet()));
    }

    /** The attributes that Sluice fills in for every document and endpoint. */
    private static Map<String, Value> anyQuestion(Vocabulary vocabulary) {
        Residency nowhere = Residency.of("", vocabulary);
        DocumentFacts facts = new DocumentFacts(
                true,
                Exhaustiveness.EXHAUSTIVE,
                Set.of(),
                MinimumSensitivity.NONE,
                Vocabulary.UNDECLARED,
                Vocabulary.UNDECLARED,
                nowhere);
        return context(facts, EndpointProfile.reference(nowhere));
    }

    /** One question of the form that every document asks. */
    private void probe(Problems problems) {
        try {
            AuthorizationResponse response = ask(anyQuestion(vocabulary), "probe");
            response.errors.ifPresent(errors -> errors.forEach(error -> problems.add(
                    SCHEMA,
                    1,
                    "the schema does not fit what Sluice says about a document and an endpoint: " + error.message,
                    COPY)));
        } catch (AuthException e) {
            problems.add(SCHEMA, 1, "Cedar cannot answer: " + CedarSource.clean(e), COPY);
        }
    }

    private void cache() {
        try {
            policies.cache();
            if (schema.cacheKey().isEmpty()) {
                schema.cache();
            }
        } catch (CacheException | RuntimeException e) {
            LOG.warn("the native policy cache is full; decisions that are not cached take longer");
        }
    }

    /** What they say about a document and an endpoint. */
    public Verdict verdict(DocumentFacts document, EndpointProfile endpoint) {
        return verdict(context(document, endpoint), endpoint.id());
    }

    /** As above, about a request as it stands. Whatever is not a clean yes is a no. */
    public Verdict verdict(Map<String, Value> context, String endpoint) {
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

    /** One of them on its own, as if the bundle had no other. */
    public CedarPolicies only(PolicyRule rule) {
        PolicySet one = new PolicySet(Set.of(new Policy(rule.source(), rule.id())));
        CedarPolicies alone = new CedarPolicies(schema, one, Map.of(rule.id(), rule), vocabulary);
        alone.cache();
        return alone;
    }

    /** The words of their schema. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** By file and line. */
    List<PolicyRule> rules() {
        return rules.values().stream()
                .sorted(Comparator.comparing(PolicyRule::file).thenComparing(PolicyRule::line))
                .toList();
    }
}
