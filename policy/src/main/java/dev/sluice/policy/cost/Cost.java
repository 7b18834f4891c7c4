package dev.sluice.policy.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What some work costs.
 *
 * @param count of calls or decisions
 * @param uncounted of these, those whose tokens nobody told; what they cost is not in the amount, unless it is nothing
 * @param unpriced of these, those at endpoints without a price on their day; what they cost is not in the amount
 * @param amount of the rest, in the currency of the bundle
 */
public record Cost(long count, long uncounted, long unpriced, Tokens tokens, BigDecimal amount) {
    /** Nothing was done. */
    public static final Cost NOTHING = new Cost(0, 0, 0, Tokens.of(0, 0), BigDecimal.ZERO);

    /** By what work is put together. */
    public enum By {
        TENANT(Work::tenant),
        ROUTE(Work::route),
        MODEL(work -> work.model().isBlank() ? work.endpoint() : work.endpoint() + " " + work.model());

        private final Function<Work, String> key;

        By(Function<Work, String> key) {
            this.key = key;
        }
    }

    /** The prices of an endpoint on a day. */
    @FunctionalInterface
    public interface PriceSource {
        Optional<Prices> of(String endpoint, LocalDate day);
    }

    /** What all of it costs. */
    public static Cost of(List<Work> work, PriceSource prices) {
        return work.stream().map(some -> of(some, prices)).reduce(NOTHING, Cost::plus);
    }

    /** What it costs, put together and in the order of the keys. */
    public static SortedMap<String, Cost> by(By by, List<Work> work, PriceSource prices) {
        SortedMap<String, Cost> costs = new TreeMap<>(Comparator.naturalOrder());
        work.forEach(some -> costs.merge(by.key.apply(some), of(some, prices), Cost::plus));
        return costs;
    }

    private static Cost of(Work work, PriceSource prices) {
        Optional<Prices> held = prices.of(work.endpoint(), work.day());
        boolean free = held.filter(Prices::isFree).isPresent();
        return new Cost(
                work.count(),
                free ? 0 : work.uncounted(),
                held.isPresent() ? 0 : work.count(),
                work.tokens(),
                held.map(some -> some.cost(work.tokens())).orElse(BigDecimal.ZERO));
    }

    /** This and another. */
    public Cost plus(Cost other) {
        return new Cost(
                count + other.count,
                uncounted + other.uncounted,
                unpriced + other.unpriced,
                tokens.plus(other.tokens),
                amount.add(other.amount));
    }

    /** Whether the amount is all of it. */
    public boolean isWhole() {
        return uncounted == 0 && unpriced == 0;
    }

    /** What a million of its tokens cost; empty where not all is known, or nothing was done. */
    public Optional<BigDecimal> perMillion() {
        return isWhole() && tokens.total() > 0
                ? Optional.of(
                        amount.multiply(Amounts.MILLION).divide(BigDecimal.valueOf(tokens.total()), Amounts.DIGITS))
                : Optional.empty();
    }
}
