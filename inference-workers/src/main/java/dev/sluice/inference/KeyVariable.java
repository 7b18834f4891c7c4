package dev.sluice.inference;

import java.util.Optional;

/** A variable of the environment with an API key. */
public record KeyVariable(String name) implements ApiKey {
    @Override
    public Optional<String> read() {
        return Optional.ofNullable(System.getenv(name))
                .map(String::strip)
                .filter(found -> FORM.matcher(found).matches());
    }
}
