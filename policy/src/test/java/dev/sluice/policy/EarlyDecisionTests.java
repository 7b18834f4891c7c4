package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Stop;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classification may stop early only where every further category would leave the decision what it is. */
class EarlyDecisionTests {
    private static final int TRIES = 500;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** Personal data must not be read in process: what counts inside is the bundle's to say. */
    private static final String NOT_IN_PROCESS = """
            @id("personal-data-not-in-process")
            @title("Personal data is not read in this process")
            @citation("an invention of this test")
            @severity("standard")
            forbid (principal, action == Action::"send", resource)
            when { context.holdsPersonalData && context.endpointKind == Kind::"IN_PROCESS" };
            """;

    @TempDir
    private Path dir;

    @Test
    void theEarlyDecisionIsTheFullOneUnderTheDefaultBundle() {
        earlyIsFull(TestBundle.defaultFilled());
    }

    @Test
    void theEarlyDecisionIsTheFullOneOverEveryKindOfEndpoint() {
        earlyIsFull(TestBundle.withEveryKind(dir).load());
    }

    @Test
    void theEarlyDecisionIsTheFullOneWherePersonalDataCountsInside() {
        earlyIsFull(TestBundle.in(dir).write("50-more.cedar", NOT_IN_PROCESS).load());
    }

    /** In a bundle that is not monotone the least and the most can agree where one between them does not. */
    @Test
    void everySetBetweenIsAsked() {
        PolicyBundle bundle = TestBundle.in(dir)
                .write(
                        "50-more.cedar",
                        NOT_IN_PROCESS.replace(
                                "context.holdsPersonalData &&",
                                "context.holdsPersonalData && !context.holdsHealthRecords &&"))
                .load();
        earlyIsFull(bundle);
        Stop stop = new PolicyEngine(bundle, Contexts.CLOCK).stop(Contexts.found(Set.of()));
        Set<Category> found = Set.of(Category.CREDENTIALS);
        assertThat(stop.settled().test(found, with(found, Category.PII))).isFalse();
        assertThat(stop.settled().test(found, with(found, Category.PII, Category.PHI)))
                .isFalse();
        assertThat(stop.settled().test(found, with(found, Category.PCI))).isTrue();
    }

    @Test
    void whatDecidesIsInTheBundle() {
        Set<Category> keys = Set.of(Category.CREDENTIALS);
        Set<Category> withNames = with(keys, Category.PII);
        assertThat(settled(TestBundle.defaultFilled(), keys, withNames)).isTrue();
        assertThat(settled(
                        TestBundle.in(dir)
                                .write("50-more.cedar", NOT_IN_PROCESS)
                                .load(),
                        keys,
                        withNames))
                .isFalse();
    }

    @Test
    void aDocumentThatCouldStillBeClearedIsNeverSettled() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        assertThat(settled(bundle, Set.of(), Set.of())).isFalse();
        assertThat(settled(bundle, Set.of(), Set.of(Category.PII))).isFalse();
        assertThat(settled(bundle, Set.of(Category.HEALTH_INFO), Set.of(Category.HEALTH_INFO)))
                .isFalse();
    }

    @Test
    void whatStoppedEarlyIsNeverClearedWhateverItSaysItCountsFor() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        for (Set<Category> found : Contexts.everySet()) {
            assertThat(engine.decide(partial(Contexts.found(found), bundle.digest(), found))
                            .cleared())
                    .isFalse();
        }
        assertThat(Clearable.of(Contexts.of(true, Exhaustiveness.PARTIAL, Set.of())))
                .isEmpty();
    }

    @Test
    void underAnotherBundleItIsDegradedWithEveryCategoryThatItMightHave() {
        PolicyEngine engine = new PolicyEngine(TestBundle.withEveryKind(dir).load(), Contexts.CLOCK);
        for (Set<Category> found : Contexts.everySet()) {
            Set<Category> most = with(found, Category.PII, Category.EXPORT_CONTROLLED);
            DocumentContext stopped = partial(Contexts.found(found), "0".repeat(64), most);
            Decision doubtful = engine.decide(Contexts.of(true, Exhaustiveness.DEGRADED, most));
            assertThat(engine.counts(stopped)).isFalse();
            same(engine.decide(stopped), doubtful);
            assertThat(engine.decide(stopped).reason()).isEqualTo("NOT_EXHAUSTIVE");
        }
    }

    @Test
    void whereItWasNotSettledAfterAllItIsDegradedUnderItsOwnBundle() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        DocumentContext stopped = partial(Contexts.found(Set.of()), bundle.digest(), Set.of(Category.PII));
        assertThat(engine.counts(stopped)).isFalse();
        assertThat(engine.decide(stopped).policies()).contains("personal-data-stays-inside");
    }

    @Test
    void whatAnAllowEntryTookAwayCountsAgainOnAnotherDayAndUnderAnotherBundle() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        assertThat(engine.decide(allowed(bundle.digest(), TODAY)).cleared()).isTrue();
        for (DocumentContext other : List.of(
                allowed(bundle.digest(), TODAY.minusDays(1)),
                allowed(bundle.digest(), TODAY.plusDays(1)),
                allowed("0".repeat(64), TODAY))) {
            assertThat(engine.counts(other)).isFalse();
            assertThat(engine.decide(other).cleared()).isFalse();
            assertThat(engine.decide(other).policies()).contains("personal-data-stays-inside");
        }
    }

    private static DocumentContext allowed(String bundle, LocalDate day) {
        return Contexts.found(Set.of())
                .classified(
                        Exhaustiveness.EXHAUSTIVE,
                        Set.of(),
                        Optional.of(new Validity(bundle, Optional.of(day), Set.of(Category.PII))));
    }

    private static boolean settled(PolicyBundle bundle, Set<Category> found, Set<Category> most) {
        return new PolicyEngine(bundle, Contexts.CLOCK)
                .stop(Contexts.found(Set.of()))
                .settled()
                .test(found, most);
    }

    private static DocumentContext partial(DocumentContext context, String bundle, Set<Category> most) {
        return context.classified(
                Exhaustiveness.PARTIAL,
                context.categories(),
                Optional.of(new Validity(bundle, Optional.empty(), most)));
    }

    private static void earlyIsFull(PolicyBundle bundle) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        int stops = 0;
        int changes = 0;
        for (int i = 0; i < TRIES; i++) {
            Set<Category> known = subset(random, EnumSet.allOf(Category.class), 8);
            Set<Category> found = subset(random, EnumSet.allOf(Category.class), 4);
            Set<Category> most = with(found, subset(random, EnumSet.allOf(Category.class), 3));
            DocumentContext before = context(random, known);
            Stop stop = engine.stop(before);
            DocumentContext stopped = partial(
                    before.classified(Exhaustiveness.PARTIAL, before.union(found), Optional.empty()),
                    bundle.digest(),
                    most);
            Decision early = engine.decide(stopped);
            boolean settled = stop.settled().test(found, most);
            assertThat(engine.counts(stopped)).as("seed %d", seed).isEqualTo(settled);
            boolean differs = false;
            for (int full = 0; full < 8; full++) {
                Set<Category> all = with(found, full == 0 ? most : subset(random, most, 2));
                Decision whole = engine.decide(
                        before.classified(Exhaustiveness.EXHAUSTIVE, before.union(all), Optional.empty()));
                if (settled) {
                    same(early, whole);
                    assertThat(early.reason()).as("seed %d", seed).isEqualTo(whole.reason());
                }
                differs |= whole.route() != early.route();
            }
            stops += settled ? 1 : 0;
            changes += differs ? 1 : 0;
        }
        assertThat(stops).as("seed %d: some stop", seed).isPositive();
        assertThat(changes).as("seed %d: some must go on", seed).isPositive();
    }

    private static void same(Decision one, Decision other) {
        assertThat(one.route()).isEqualTo(other.route());
        assertThat(one.cleared()).isEqualTo(other.cleared());
        assertThat(Contexts.ids(one)).isEqualTo(Contexts.ids(other));
        assertThat(Contexts.permitted(one)).isEqualTo(Contexts.permitted(other));
    }

    private static DocumentContext context(Random random, Set<Category> known) {
        String[] sensitivities = {"", "", "", "internal", "confidential", "restricted"};
        return Contexts.of(
                random.nextInt(5) > 0,
                Exhaustiveness.FAILED,
                known,
                new Declarations(
                        "default",
                        "summarise",
                        random.nextInt(6) == 0 ? "curiosity" : "operations",
                        "",
                        random.nextInt(6) == 0 ? "EU" : "",
                        MinimumSensitivity.parse(sensitivities[random.nextInt(sensitivities.length)]),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Each with a chance of one in so many. */
    private static Set<Category> subset(Random random, Set<Category> of, int oneIn) {
        Set<Category> some = EnumSet.noneOf(Category.class);
        of.stream().filter(category -> random.nextInt(oneIn) == 0).forEach(some::add);
        return some;
    }

    private static Set<Category> with(Set<Category> some, Category... more) {
        return with(some, Set.of(more));
    }

    private static Set<Category> with(Set<Category> some, Set<Category> more) {
        Set<Category> both = EnumSet.noneOf(Category.class);
        both.addAll(some);
        both.addAll(more);
        return both;
    }
}
