package dev.sluice.inference;

import dev.sluice.policy.PromptTemplate;
import java.util.List;
import java.util.Optional;

/** A piece of work that a document can be given to, with its parameters and the schema of its output. */
public sealed interface Task permits Summarise, Classify {

    /** The word of the {@code sluicetask} attribute. */
    String name();

    /** Most tokens that a model may generate for it. */
    int mostTokens();

    /**
     * Validates what a model said against the task's schema.
     *
     * @return the output in its canonical form, or empty when it does not fit
     */
    Optional<String> validate(String output);

    /**
     * The task of that name.
     *
     * @param parameters the sealed task parameters, JSON; absent for the defaults
     * @return empty when the name is not a task that workers do
     * @throws TaskParametersException when the parameters do not fit the task
     */
    static Optional<Task> of(String name, Optional<byte[]> parameters, PromptTemplate template) {
        return switch (name) {
            case Summarise.NAME -> Optional.of(Summarise.of(TaskParameters.parse(parameters)));
            case Classify.NAME -> Optional.of(Classify.of(TaskParameters.parse(parameters), template));
            default -> Optional.empty();
        };
    }

    /** The names of all tasks that workers do. */
    static List<String> names() {
        return List.of(Summarise.NAME, Classify.NAME);
    }
}
