package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates decide by themselves, also behind the cache. */
class DatesTests {
    private static final DocumentContext ARTICLE = Contexts.found(Set.of(Category.HEALTH_INFO));

    @TempDir
    private Path dir;

    private final MovableClock clock = new MovableClock();
    private PolicyEngine engine = new PolicyEngine(PolicyBundle.load(TestBundle.DEFAULT), clock);

    @BeforeEach
    void everyAttestationInYear2026() {
        engine = new PolicyEngine(TestBundle.withEveryKind(dir).load(), clock);
    }

    @Test
    void permitsUntilTheLastInstantOfTheLastDay() {
        clock.now = Instant.parse("2026-12-31T23:59:59.999999999Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).contains("closed-api");
    }

    @Test
    void refusesFromTheFirstInstantAfter() {
        clock.now = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).doesNotContain("closed-api");
    }

    @Test
    void refusesBeforeTheFirstDay() {
        clock.now = Instant.parse("2025-12-31T23:59:59.999999999Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).doesNotContain("closed-api");
    }

    @Test
    void neverServesACachedAnswerPastADate() {
        clock.now = Instant.parse("2026-12-31T23:59:59Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).contains("closed-api");
        clock.now = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).doesNotContain("closed-api");
    }

    @Test
    void neverServesACachedAnswerBeforeItsTimeWhenTheClockIsSetBack() {
        clock.now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).contains("closed-api");
        clock.now = Instant.parse("2025-12-31T23:00:00Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).doesNotContain("closed-api");
    }

    @Test
    void usesNoModelWhoseLicenceReviewHasRunOut() {
        clock.now = Instant.parse("2031-11-22T23:59:59Z");
        assertThat(Contexts.permitted(engine.decide(ARTICLE))).contains("in-process");
        clock.now = Instant.parse("2031-11-23T00:00:00Z");
        Decision decision = engine.decide(ARTICLE);
        assertThat(decision.candidates())
                .filteredOn(candidate -> candidate.endpoint().equals("in-process"))
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.fellAt()).contains(Stage.LICENCE);
                    assertThat(candidate.policies()).contains("licence-must-be-reviewed");
                });
    }

    /** A clock that somebody sets. */
    private static final class MovableClock extends Clock {
        private Instant now = Contexts.NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
