package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTests {
    @TempDir
    private Path dir;

    @Test
    void neverBringsBackWhatAnEarlierStageRemoved() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PolicyEngine engine = new PolicyEngine(TestBundle.withEveryKind(dir).load(), Contexts.CLOCK);
        List<Set<Category>> sets = Contexts.everySet();
        List<String> ids =
                engine.bundle().catalog().endpoints().stream().map(Endpoint::id).toList();
        for (int round = 0; round < 3000; round++) {
            Set<String> down = ids.stream().filter(id -> random.nextInt(4) == 0).collect(Collectors.toSet());
            Set<Category> found = random.nextBoolean() ? Set.of() : sets.get(random.nextInt(sets.size()));
            Decision decision = engine.decide(any(random, found), down);
            Set<String> standing = new HashSet<>(ids);
            for (Stage stage : Stage.values()) {
                for (Candidate candidate : decision.candidates()) {
                    if (candidate.fellAt().filter(stage::equals).isPresent()) {
                        assertThat(standing.remove(candidate.endpoint()))
                                .as("seed %d", seed)
                                .isTrue();
                    }
                }
            }
            assertThat(Contexts.ids(decision)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(standing);
            assertThat(Contexts.permitted(decision)).as("seed %d", seed).containsAll(standing);
            assertThat(standing).as("seed %d", seed).noneMatch(down::contains);
        }
    }

    private static DocumentContext any(Random random, Set<Category> found) {
        return new DocumentContext(
                random.nextInt(4) > 0,
                random.nextInt(20) > 0,
                Exhaustiveness.values()[Math.max(0, random.nextInt(7) - 3)],
                found,
                "default",
                random.nextInt(10) == 0 ? "video" : "summarise",
                "",
                "",
                random.nextInt(4) == 0 ? "US" : "",
                MinimumSensitivity.NONE,
                random.nextInt(2000),
                random.nextBoolean() ? Optional.of(Contexts.NOON.plusSeconds(random.nextInt(10))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(BigDecimal.valueOf(random.nextInt(3000), 6)) : Optional.empty(),
                Optional.empty());
    }

    @Test
    void fallsBackOnlyToWhatTheSameFilterPermits() {
        PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
        DocumentContext letter = Contexts.found(Set.of(Category.PHI));
        assertThat(Contexts.ids(engine.decide(letter))).containsExactly("sovereign-1", "in-process-minilm");
        assertThat(Contexts.ids(engine.decide(letter, Set.of("sovereign-1")))).containsExactly("in-process-minilm");
        assertThat(Contexts.ids(engine.decide(letter, Set.of("sovereign-1", "in-process-minilm"))))
                .isEmpty();
        assertThat(Contexts.ids(engine.decide(Contexts.clean(), Set.of("external-1"))))
                .containsExactly("sovereign-1", "in-process-minilm");
    }

    @Test
    void takesTheCheaperOfOneRankFirstAndAnUnknownPriceLast() {
        TestBundle bundle = TestBundle.in(dir)
                .replace(
                        "routing.yaml",
                        "      - [sovereign-1]\n      - [in-process-minilm]",
                        "      - [sovereign-1, in-process-minilm]");
        PolicyBundle filled = bundle.load().fill(java.util.Map.of("sovereign-1", TestBundle.OPEN_AI));
        Decision decision = new PolicyEngine(filled, Contexts.CLOCK).decide(Contexts.found(Set.of(Category.PHI)));
        assertThat(Contexts.ids(decision)).containsExactly("in-process-minilm", "sovereign-1");
    }

    @Test
    void isNoCandidateForADocumentLongerThanItsUsableContext() {
        PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
        DocumentContext book = DocumentContext.of(
                true, true, 800_001, Exhaustiveness.EXHAUSTIVE, Set.of(), Declarations.ordinary("summarise"));
        Decision decision = engine.decide(book);
        assertThat(Contexts.ids(decision)).containsExactly("in-process-minilm");
        assertThat(decision.candidates())
                .filteredOn(candidate -> !candidate.endpoint().equals("in-process-minilm"))
                .allSatisfy(candidate -> {
                    assertThat(candidate.fellAt()).contains(Stage.CAPABILITY);
                    assertThat(candidate.reason()).isEqualTo("CONTEXT");
                });
    }

    @Test
    void limitsChooseAmongWhatIsPermittedAndNeverWidenIt() {
        PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
        assertThat(Contexts.ids(engine.decide(limited(Optional.of(BigDecimal.ZERO), Optional.empty()))))
                .containsExactly("in-process-minilm");
        Instant soon = Contexts.NOON.plus(Duration.ofSeconds(12));
        assertThat(Contexts.ids(engine.decide(limited(Optional.empty(), Optional.of(soon)))))
                .containsExactly("external-1", "in-process-minilm");
        assertThat(Contexts.ids(engine.decide(limited(Optional.empty(), Optional.of(Contexts.NOON)))))
                .as("nobody is in time: the fastest is late")
                .containsExactly("in-process-minilm");
    }

    private static DocumentContext limited(Optional<BigDecimal> maxCost, Optional<Instant> deadline) {
        return Contexts.of(
                true,
                Exhaustiveness.EXHAUSTIVE,
                Set.of(),
                new Declarations("default", "summarise", "", "", "", MinimumSensitivity.NONE, deadline, maxCost));
    }
}
