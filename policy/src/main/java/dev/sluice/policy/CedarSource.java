package dev.sluice.policy;

import com.cedarpolicy.model.Effect;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the policies of a bundle's {@code *.cedar} files, each under the name that its {@code @id} gives it. */
final class CedarSource {
    private static final Set<String> ANNOTATIONS = Set.of("id", "title", "citation", "severity", "stage", "obligation");
    private static final Map<String, Stage> STAGES = Map.of(
            "sensitivity", Stage.SENSITIVITY,
            "residency-and-contract", Stage.RESIDENCY_AND_CONTRACT,
            "licence", Stage.LICENCE);

    private final String file;
    private final CedarStatement statement;

    private CedarSource(String file, CedarStatement statement) {
        this.file = file;
        this.statement = statement;
    }

    static Map<String, PolicyRule> read(BundleFiles files, Problems problems) {
        Map<String, PolicyRule> rules = new LinkedHashMap<>();
        int before = problems.found().size();
        files.ending(".cedar").forEach((file, text) -> {
            for (PolicyRule rule : readFile(file, text, problems)) {
                PolicyRule other = rules.putIfAbsent(rule.id(), rule);
                if (other != null) {
                    problems.add(
                            file,
                            rule.line(),
                            rule.id(),
                            "the id \"" + rule.id() + "\" is taken by " + other.file() + ":" + other.line(),
                            "Give each policy an @id of its own");
                }
            }
        });
        if (problems.found().size() == before && rules.isEmpty()) {
            problems.add("*.cedar", 0, "the bundle has no policy", "Copy those of the default bundle");
        }
        if (rules.size() > TextLimits.POLICIES) {
            problems.add("*.cedar", 0, "more than " + TextLimits.POLICIES + " policies", "Leave out some");
        }
        return rules;
    }

    /** Each policy is read alone: so its line is known, and the file cannot hold one that is not read. */
    private static List<PolicyRule> readFile(String file, String text, Problems problems) {
        List<CedarStatement> statements =
                problems.collect(() -> CedarStatements.of(file, text)).orElse(List.of());
        if (statements.isEmpty()) {
            problems.add(file, 1, "the file has no policy", "Write one, or remove the file");
        }
        List<PolicyRule> rules = new ArrayList<>();
        statements.forEach(statement ->
                problems.collect(() -> new CedarSource(file, statement).rule()).ifPresent(rules::add));
        return rules;
    }

    private PolicyRule rule() {
        Map<String, String> annotations;
        boolean permits;
        try {
            PolicySet parsed = PolicySet.parsePolicies(statement.source());
            if (parsed.getNumTemplates() > 0) {
                throw malformed("found ?principal or ?resource", "Write principal, action, resource");
            }
            if (parsed.getNumPolicies() != 1) {
                throw malformed("this is not one policy", "End each policy with a semicolon");
            }
            Policy policy = parsed.policies.iterator().next();
            annotations = policy.getAnnotations();
            permits = policy.effect() == Effect.PERMIT;
        } catch (InternalException e) {
            throw CedarComplaint.of(file, statement, clean(e));
        }
        String id = annotation(annotations, "id");
        if (!id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw malformed("found @id(\"" + id + "\")", "Write lower-case letters, digits and hyphens");
        }
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            if (!ANNOTATIONS.contains(annotation.getKey())) {
                throw malformed(
                        lineOf(annotation.getKey()),
                        "unknown annotation @" + annotation.getKey() + " on \"" + id + "\"",
                        "Write @id, @title, @citation, @severity and, where it is wanted, @stage and @obligation");
            }
            if (annotation.getValue().codePoints().anyMatch(c -> c == '\n' || TextLimits.isHidden(c))) {
                throw malformed(
                        lineOf(annotation.getKey()),
                        "@" + annotation.getKey() + " has a character that a reader does not see",
                        "Write it without \\n, \\u and the like");
            }
        }
        String severity = annotation(annotations, "severity");
        if (!Set.of("absolute", "standard").contains(severity)) {
            throw malformed(
                    lineOf("severity"), "found @severity(\"" + severity + "\")", "Write \"absolute\" or \"standard\"");
        }
        Stage stage = STAGES.get(annotations.getOrDefault("stage", "sensitivity"));
        if (stage == null || permits && annotations.containsKey("stage")) {
            throw malformed(
                    lineOf("stage"),
                    "the @stage of \"" + id + "\" does not fit",
                    "Write \"sensitivity\", \"residency-and-contract\" or \"licence\", on a forbid only");
        }
        if (!annotations.getOrDefault("obligation", "review").equals("review")) {
            throw malformed(
                    lineOf("obligation"),
                    "the @obligation of \"" + id + "\" is none",
                    "Write \"review\": a person looks at what this policy decides, before any model does");
        }
        return new PolicyRule(
                id,
                annotation(annotations, "title"),
                annotation(annotations, "citation"),
                severity.equals("absolute"),
                permits,
                stage,
                annotations.containsKey("obligation"),
                file,
                statement.line(),
                statement.source());
    }

    private String annotation(Map<String, String> annotations, String name) {
        String value = annotations.getOrDefault(name, "");
        if (value.isBlank()) {
            throw malformed("a policy without @" + name, "Write @" + name + "(\"…\") above permit or forbid");
        }
        return value;
    }

    /** The line of an annotation. */
    private int lineOf(String annotation) {
        List<CedarToken> tokens = statement.tokens();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).is("@") && tokens.get(i).is(annotation)) {
                return tokens.get(i).line();
            }
        }
        return statement.line();
    }

    private Problems.Malformed malformed(String message, String instead) {
        return malformed(statement.line(), message, instead);
    }

    private Problems.Malformed malformed(int line, String message, String instead) {
        return new Problems.Malformed(file, line, statement.id(), message, instead);
    }

    /** What Cedar says, without the words of its binding. */
    static String clean(Exception e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^.*Internal JNI Error: ", "")
                .replaceFirst("^error parsing schema: ", "")
                .replaceFirst("[:\\s]+$", "")
                .lines()
                .findFirst()
                .orElse("no reason given");
    }
}
