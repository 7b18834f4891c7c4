package dev.sluice.policy.proof;

import dev.sluice.policy.CedarPolicies;
import dev.sluice.policy.PolicyRule;
import dev.sluice.policy.Verdict;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Cedar says of one policy, for every value of what it reads. */
final class TruthTable {
    /** The policy does not apply. */
    static final byte NO = 0;
    /** It applies. */
    static final byte YES = 1;
    /** It cannot be evaluated, or the request cannot be asked. */
    static final byte ERROR = 2;

    /** Most questions for one policy. */
    static final int MOST = 1 << 14;

    /** Something that the policy reads, and all its values. */
    record Input(String name, List<String> words) {
        Input {
            words = List.copyOf(words);
        }
    }

    private final PolicyRule rule;
    private final List<Input> inputs;
    private final int[] strides;
    private final byte[] answers;

    /** One answer for each combination, the value of the first input changing slowest. */
    TruthTable(PolicyRule rule, List<Input> inputs, byte[] answers) {
        this.rule = rule;
        this.inputs = List.copyOf(inputs);
        this.answers = answers.clone();
        this.strides = new int[inputs.size()];
        int stride = 1;
        for (int i = inputs.size() - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= inputs.get(i).words().size();
        }
        if (stride != answers.length) {
            throw new IllegalArgumentException("expected " + stride + " answers and found " + answers.length);
        }
    }

    /**
     * Asks Cedar.
     *
     * @param otherwise what a request says about all that the policy does not read
     * @throws NotFollowedException if that takes more than {@link #MOST} questions
     */
    static TruthTable ask(
            PolicyRule rule, List<Input> inputs, Said said, CedarPolicies policies, Map<String, String> otherwise) {
        long questions = 1;
        for (Input input : inputs) {
            questions *= input.words().size();
            if (questions > MOST) {
                throw NotFollowedException.policy(
                        rule,
                        "it reads more at once than can be asked in " + MOST + " questions",
                        "Split it into policies that each read less");
            }
        }
        CedarPolicies alone = policies.only(rule);
        byte[] answers = new byte[(int) questions];
        Map<String, String> request = new HashMap<>(otherwise);
        for (int i = 0; i < answers.length; i++) {
            int rest = i;
            for (int k = inputs.size() - 1; k >= 0; k--) {
                List<String> words = inputs.get(k).words();
                request.put(inputs.get(k).name(), words.get(rest % words.size()));
                rest /= words.size();
            }
            answers[i] = answer(rule, said.ask(alone, request));
        }
        return new TruthTable(rule, inputs, answers);
    }

    private static byte answer(PolicyRule rule, Verdict verdict) {
        if (verdict.error()) {
            return ERROR;
        }
        boolean applies = verdict.policies().equals(List.of(rule.id()));
        // Alone, a permit that applies permits, and nothing else does: any other answer is one that we do not
        // understand.
        if (verdict.permitted() != (applies && rule.permits())) {
            return ERROR;
        }
        return applies ? YES : NO;
    }

    PolicyRule rule() {
        return rule;
    }

    List<Input> inputs() {
        return inputs;
    }

    int size() {
        return answers.length;
    }

    /** How far apart two neighbouring values of an input stand. */
    int stride(int input) {
        return strides[input];
    }

    byte answer(int index) {
        return answers[index];
    }

    /** The answers for one value of an input, those of all others in their order: equal for values not told apart. */
    byte[] slice(int input, int word) {
        ByteArrayOutputStream slice = new ByteArrayOutputStream();
        int size = inputs.get(input).words().size();
        for (int i = 0; i < answers.length; i++) {
            if (i / strides[input] % size == word) {
                slice.write(answers[i]);
            }
        }
        return slice.toByteArray();
    }

    /** Where an input stands in the table, or -1 if the policy does not read it. */
    int find(String name) {
        List<String> names = new ArrayList<>();
        inputs.forEach(input -> names.add(input.name()));
        return names.indexOf(name);
    }
}
