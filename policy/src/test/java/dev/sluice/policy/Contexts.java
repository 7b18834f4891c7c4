package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Documents for tests. */
final class Contexts {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private Contexts() {}

    static DocumentContext clean() {
        return found(Set.of());
    }

    static DocumentContext found(Set<Category> categories) {
        return of(true, Exhaustiveness.EXHAUSTIVE, categories);
    }

    static DocumentContext of(boolean complete, Exhaustiveness exhaustiveness, Set<Category> categories) {
        return of(complete, exhaustiveness, categories, Declarations.ordinary("summarise"));
    }

    static DocumentContext of(
            boolean complete, Exhaustiveness exhaustiveness, Set<Category> categories, Declarations declared) {
        return DocumentContext.of(complete, true, 500, exhaustiveness, categories, declared);
    }

    static DocumentContext declared(String purpose, String jurisdiction, String residency, String sensitivity) {
        return of(
                true,
                Exhaustiveness.EXHAUSTIVE,
                Set.of(),
                new Declarations(
                        "default",
                        "summarise",
                        purpose,
                        jurisdiction,
                        residency,
                        MinimumSensitivity.parse(sensitivity),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Every set of categories; index is the bit pattern. */
    static List<Set<Category>> everySet() {
        Category[] all = Category.values();
        return IntStream.range(0, 1 << all.length)
                .mapToObj(bits -> {
                    Set<Category> set = EnumSet.noneOf(Category.class);
                    for (Category category : all) {
                        if ((bits & 1 << category.ordinal()) != 0) {
                            set.add(category);
                        }
                    }
                    return set;
                })
                .toList();
    }

    static List<String> permitted(Decision decision) {
        return decision.candidates().stream()
                .filter(Candidate::permitted)
                .map(Candidate::endpoint)
                .toList();
    }

    static List<String> ids(Decision decision) {
        return decision.endpoints().stream().map(Endpoint::id).toList();
    }
}
