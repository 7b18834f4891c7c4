package dev.sluice.policy;

import dev.sluice.policy.models.StructuredOutput;
import java.util.Set;

/**
 * What a task needs of a model, beyond its tier.
 *
 * @param outputTokens that an answer is expected to have, for estimates of its cost
 * @param structuredOutput answers must hold a form
 * @param languages that the model was evaluated in, all of them
 */
public record TaskNeeds(long outputTokens, boolean structuredOutput, Set<String> languages) {
    /** Of a task that says nothing. */
    static final TaskNeeds ORDINARY = new TaskNeeds(1_000, false, Set.of());

    public TaskNeeds {
        languages = Set.copyOf(languages);
    }

    static TaskNeeds read(YamlMap entry) {
        return new TaskNeeds(
                entry.has("outputTokens") ? entry.number("outputTokens", 0) : ORDINARY.outputTokens(),
                entry.flag("structuredOutput", false),
                Set.copyOf(entry.strings("languages")));
    }

    /** Whether an endpoint's answers can be relied on to hold a form, where that is needed. */
    boolean formHeldBy(Endpoint endpoint) {
        return !structuredOutput
                || endpoint.registered()
                        .filter(model -> model.structuredOutput() == StructuredOutput.RELIABLE)
                        .isPresent();
    }

    /** Whether an endpoint's model was evaluated in the languages that are needed. */
    boolean spokenBy(Endpoint endpoint) {
        return languages.isEmpty()
                || endpoint.registered()
                        .filter(model -> model.languages().containsAll(languages))
                        .isPresent();
    }
}
