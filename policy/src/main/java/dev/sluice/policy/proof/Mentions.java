package dev.sluice.policy.proof;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import dev.sluice.policy.PolicyRule;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a policy reads of a request: from its syntax tree, so nothing can be read that is not here. Of the principal and
 * the action there is only one each, so they are nothing that could differ.
 *
 * @param attributes names of attributes of the context
 * @param endpoint it reads which endpoint it is
 * @param endpoints ids of endpoints that it names
 */
record Mentions(SortedSet<String> attributes, boolean endpoint, SortedSet<String> endpoints) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> LITERAL = Set.of("type", "id");

    /**
     * Those of one policy.
     *
     * @throws NotFollowedException if it reads the context otherwise than attribute by attribute
     */
    static Mentions of(PolicyRule rule) {
        JsonNode tree;
        try {
            tree = JSON.readTree(new Policy(rule.source(), rule.id()).toJson());
        } catch (InternalException e) {
            throw NotFollowedException.policy(rule, "Cedar does not show how it reads this policy", "Write it anew");
        }
        Reader reader = new Reader(rule);
        JsonNode scope = tree.path("resource");
        if (!scope.path("op").asString("").equals("All")) {
            reader.endpoint = true;
            reader.entities(scope);
        }
        reader.expression(tree.path("conditions"));
        return new Mentions(reader.attributes, reader.endpoint, reader.endpoints);
    }

    private static final class Reader {
        private final PolicyRule rule;
        private final SortedSet<String> attributes = new TreeSet<>();
        private final SortedSet<String> endpoints = new TreeSet<>();
        private boolean endpoint;

        private Reader(PolicyRule rule) {
            this.rule = rule;
        }

        /** Everything below a node; the one way to read the context that is let through is {@code context.name}. */
        private void expression(JsonNode node) {
            if (!node.isObject()) {
                node.values().forEach(this::expression);
                return;
            }
            for (var operator : node.properties()) {
                JsonNode operand = operator.getValue();
                switch (operator.getKey()) {
                    case "." -> {
                        if (isContext(operand.path("left"))) {
                            attributes.add(operand.path("attr").asString());
                        } else {
                            expression(operand);
                        }
                    }
                    case "has" -> {
                        if (isContext(operand.path("left"))) {
                            throw NotFollowedException.policy(
                                    rule,
                                    "it asks whether the context has something",
                                    "Leave \"context has …\" out: every attribute is always there");
                        }
                        expression(operand);
                    }
                    case "Var" -> variable(operand);
                    case "Value" -> entities(operand);
                    // Its keys are the author's, and may be called as operators are.
                    case "Record" -> operand.values().forEach(this::expression);
                    default -> expression(operand);
                }
            }
        }

        private static boolean isContext(JsonNode node) {
            return node.size() == 1 && node.path("Var").asString("").equals("context");
        }

        private void variable(JsonNode name) {
            if (name.asString().equals("context")) {
                throw NotFollowedException.policy(
                        rule,
                        "it reads the context as a whole",
                        "Name the attributes that it asks for, as context.holdsPersonalData");
            } else if (name.asString().equals("resource")) {
                endpoint = true;
            }
        }

        /** The endpoints that are named anywhere below a node, which holds no variables. */
        private void entities(JsonNode node) {
            boolean literal = node.isObject() && LITERAL.stream().allMatch(node::has);
            if (literal && node.path("type").asString("").equals("Endpoint")) {
                endpoints.add(node.path("id").asString());
            }
            node.values().forEach(this::entities);
        }
    }
}
