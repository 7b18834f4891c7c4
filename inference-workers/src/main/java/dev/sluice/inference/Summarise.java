package dev.sluice.inference;

import java.util.Optional;

/**
 * A summary in a few sentences.
 *
 * @param sentences how many, 1 to 20
 */
record Summarise(int sentences) implements Task {
    static final String NAME = "summarise";

    private static final int LONGEST_OUTPUT = 20_000;

    static Summarise of(TaskParameters parameters) {
        return new Summarise(parameters.number("sentences", 3, 1, 20));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int mostTokens() {
        return 120 * sentences;
    }

    @Override
    public Optional<String> validate(String output) {
        String stripped = output.strip();
        return stripped.isEmpty() || stripped.length() > LONGEST_OUTPUT ? Optional.empty() : Optional.of(stripped);
    }
}
