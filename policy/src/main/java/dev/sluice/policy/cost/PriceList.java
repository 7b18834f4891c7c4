package dev.sluice.policy.cost;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The prices of an endpoint by their first days. Empty, or before the first of them: unknown, and dearer than any limit. */
public record PriceList(List<Prices> prices) {
    /** Nobody said what it costs. */
    public static final PriceList UNKNOWN = new PriceList(List.of());

    public PriceList {
        prices = prices.stream().sorted(Comparator.comparing(Prices::from)).toList();
        for (int i = 1; i < prices.size(); i++) {
            if (prices.get(i).from().equals(prices.get(i - 1).from())) {
                throw new IllegalArgumentException(
                        "two prices hold from " + prices.get(i).from());
            }
        }
    }

    /** The prices that hold on a day. */
    public Optional<Prices> on(LocalDate day) {
        return prices.stream().filter(some -> !some.from().isAfter(day)).reduce((earlier, later) -> later);
    }

    /** Whether the prices of a day should have been looked at again before it. */
    public boolean isStale(LocalDate day) {
        return on(day).flatMap(Prices::reviewBy).filter(day::isAfter).isPresent();
    }
}
