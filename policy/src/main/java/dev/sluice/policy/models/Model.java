package dev.sluice.policy.models;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A model as a bundle's {@code models.yaml} registers it.
 *
 * @param name by which requests ask for it
 * @param licensor who licenses it
 * @param licensorCountry ISO 3166 code of the licensor's country; says nothing about where it runs
 * @param shutdown first day on which its operator no longer offers it; absent: none is announced
 * @param size what it takes up; absent where somebody else runs it
 * @param languages in which it was evaluated, BCP 47
 */
public record Model(
        String name,
        String licensor,
        String licensorCountry,
        Licence licence,
        Pin pin,
        Optional<LocalDate> shutdown,
        Optional<ModelSize> size,
        Set<String> languages,
        StructuredOutput structuredOutput) {
    public Model {
        languages = Set.copyOf(languages);
    }

    /** Whether anybody may have its weights. */
    public boolean openWeights() {
        return pin instanceof Pin.Weights;
    }

    /** Whether it is offered on a day. */
    public boolean isOffered(LocalDate day) {
        return shutdown.filter(end -> !day.isBefore(end)).isEmpty();
    }
}
