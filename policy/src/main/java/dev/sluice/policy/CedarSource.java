package dev.sluice.policy;

import com.cedarpolicy.model.Effect;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the policies of a bundle's {@code *.cedar} files, each under the name that its {@code @id} gives it. */
final class CedarSource {
    private static final Set<String> ANNOTATIONS = Set.of("id", "title", "citation", "severity", "stage");
    private static final Map<String, Stage> STAGES = Map.of(
            "sensitivity", Stage.SENSITIVITY,
            "residency-and-contract", Stage.RESIDENCY_AND_CONTRACT,
            "licence", Stage.LICENCE);

    private CedarSource() {}

    static Map<String, PolicyRule> read(BundleFiles files, Problems problems) {
        Map<String, PolicyRule> rules = new LinkedHashMap<>();
        files.ending(".cedar").forEach((file, text) -> {
            for (PolicyRule rule : readFile(file, text, problems)) {
                PolicyRule other = rules.putIfAbsent(rule.id(), rule);
                if (other != null) {
                    problems.add(
                            file,
                            rule.line(),
                            "the id \"" + rule.id() + "\" is taken by " + other.file() + ":" + other.line(),
                            "Give each policy an @id of its own");
                }
            }
        });
        if (rules.isEmpty() && problems.found().isEmpty()) {
            problems.add("*.cedar", 0, "the bundle has no policy", "Copy those of the default bundle");
        }
        return rules;
    }

    private static List<PolicyRule> readFile(String file, String text, Problems problems) {
        PolicySet parsed;
        try {
            parsed = PolicySet.parsePolicies(text);
        } catch (InternalException e) {
            int line = CedarText.firstBadPolicy(text);
            problems.add(file, line, "Cedar cannot read this policy: " + clean(e), "End each policy with a semicolon");
            return List.of();
        }
        if (parsed.getNumTemplates() > 0) {
            problems.add(file, 0, "a policy has a ?principal or ?resource", "Write principal, action, resource");
        }
        List<Policy> policies = new ArrayList<>(parsed.policies);
        policies.sort(Comparator.comparingInt(policy -> text.indexOf(policy.getSource())));
        List<PolicyRule> rules = new ArrayList<>();
        for (Policy policy : policies) {
            problems.collect(() -> rule(file, text, policy)).ifPresent(rules::add);
        }
        return rules;
    }

    private static PolicyRule rule(String file, String text, Policy policy) {
        String source = policy.getSource();
        int line = CedarText.lineAt(text, text.indexOf(source));
        Map<String, String> annotations;
        boolean permits;
        try {
            annotations = policy.getAnnotations();
            permits = policy.effect() == Effect.PERMIT;
        } catch (InternalException e) {
            throw new Problems.Malformed(file, line, "Cedar cannot read this policy: " + clean(e), "");
        }
        String id = annotation(file, line, annotations, "id");
        if (!id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new Problems.Malformed(
                    file, line, "found @id(\"" + id + "\")", "Write lower-case letters, digits and hyphens");
        }
        for (String name : annotations.keySet()) {
            if (!ANNOTATIONS.contains(name)) {
                throw new Problems.Malformed(
                        file,
                        line,
                        "unknown annotation @" + name + " on \"" + id + "\"",
                        "Write @id, @title, @citation, @severity and, for a forbid, @stage");
            }
        }
        String severity = annotation(file, line, annotations, "severity");
        if (!Set.of("absolute", "standard").contains(severity)) {
            throw new Problems.Malformed(
                    file, line, "found @severity(\"" + severity + "\")", "Write \"absolute\" or \"standard\"");
        }
        Stage stage = STAGES.get(annotations.getOrDefault("stage", "sensitivity"));
        if (stage == null || permits && annotations.containsKey("stage")) {
            throw new Problems.Malformed(
                    file,
                    line,
                    "the @stage of \"" + id + "\" does not fit",
                    "Write \"sensitivity\", \"residency-and-contract\" or \"licence\", on a forbid only");
        }
        return new PolicyRule(
                id,
                annotation(file, line, annotations, "title"),
                annotation(file, line, annotations, "citation"),
                severity.equals("absolute"),
                permits,
                stage,
                file,
                line,
                source);
    }

    private static String annotation(String file, int line, Map<String, String> annotations, String name) {
        String value = annotations.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new Problems.Malformed(
                    file, line, "a policy without @" + name, "Write @" + name + "(\"…\") above permit or forbid");
        }
        return value;
    }

    static String clean(Exception e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^.*Internal JNI Error: ", "")
                .replaceFirst("[:\\s]+$", "")
                .lines()
                .findFirst()
                .orElse("no reason given");
    }
}
