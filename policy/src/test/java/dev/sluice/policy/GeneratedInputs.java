package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Documents of every sort, at every moment of two years, from a seed. */
final class GeneratedInputs {
    private static final List<String> PURPOSES = List.of("", "operations", "OPERATIONS", "treatment", " unheard of\n");
    private static final List<String> PLACES = List.of("", "eu", "US", "DE,FR", "nowhere \"at\" all");
    private static final List<Long> LENGTHS = List.of(0L, 1L, 500L, 1_000L, 1_001L, 100_000L, 800_001L, 20_000_000L);
    private static final List<String> TASKS = List.of("summarise", "classify", "dance");

    private final Random random;
    private final List<String> endpoints;
    private final String bundle;

    GeneratedInputs(long seed, PolicyBundle bundle) {
        this.random = new Random(seed);
        this.endpoints = bundle.catalog().endpoints().stream().map(Endpoint::id).toList();
        this.bundle = bundle.digest();
    }

    /** A clock that stands where it was put. */
    static final class PutClock extends Clock {
        private Instant now = Contexts.NOON;

        void put(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    Instant moment() {
        return Instant.parse("2025-11-22T00:00:00Z").plus(Duration.ofNanos(random.nextLong(63_072_000_000_000_000L)));
    }

    Set<String> unavailable() {
        return random.nextInt(3) == 0 ? Set.of(one(endpoints)) : Set.of();
    }

    DocumentContext context(Instant moment) {
        Exhaustiveness level = random.nextBoolean() ? Exhaustiveness.EXHAUSTIVE : one(List.of(Exhaustiveness.values()));
        return new DocumentContext(
                random.nextInt(4) > 0,
                random.nextInt(8) > 0,
                level,
                categories(),
                random.nextBoolean() ? "default" : "Klinik Süd <1>",
                one(TASKS),
                one(PURPOSES),
                one(PLACES),
                one(PLACES),
                random.nextBoolean() ? MinimumSensitivity.NONE : one(List.of(MinimumSensitivity.values())),
                random.nextBoolean() ? one(LENGTHS) : random.nextLong(2_000_000),
                random.nextInt(4) == 0
                        ? Optional.of(moment.plusSeconds(random.nextInt(100) - 10))
                        : Optional.<Instant>empty(),
                random.nextInt(4) == 0
                        ? Optional.of(BigDecimal.valueOf(random.nextInt(100), random.nextInt(6)))
                        : Optional.<BigDecimal>empty(),
                level == Exhaustiveness.PARTIAL || random.nextInt(6) == 0
                        ? Optional.of(validity(moment))
                        : Optional.<Validity>empty());
    }

    private Validity validity(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return new Validity(
                random.nextInt(4) > 0 ? bundle : "0".repeat(64),
                random.nextBoolean() ? Optional.of(day.minusDays(random.nextInt(2))) : Optional.empty(),
                categories());
    }

    private Set<Category> categories() {
        Set<Category> some = EnumSet.noneOf(Category.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            some.add(one(List.of(Category.values())));
        }
        return some;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
