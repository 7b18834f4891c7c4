package dev.sluice.policy;

import dev.sluice.policy.cost.PriceList;
import dev.sluice.policy.cost.Prices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the prices of an endpoint, in a bundle or in a what-if. */
final class PriceEntries {
    private static final String PRICE = "a price per million tokens, as \"0.25\"";

    private PriceEntries() {}

    /** What the key {@code prices} of an entry says; absent is unknown. */
    static PriceList read(YamlMap entry) {
        Problems problems = new Problems();
        List<Prices> prices = new ArrayList<>();
        for (YamlMap one : entry.maps(
                "prices", problems, "from", "input", "output", "cachedInput", "batch", "uplift", "reviewBy")) {
            prices.add(prices(one));
        }
        problems.throwFirst();
        try {
            return new PriceList(prices);
        } catch (IllegalArgumentException e) {
            throw entry.malformed("prices", String.valueOf(e.getMessage()), "Keep one of them");
        }
    }

    private static Prices prices(YamlMap entry) {
        try {
            return new Prices(
                    entry.date("from"),
                    entry.decimal("input", PRICE),
                    entry.decimal("output", PRICE),
                    optional(entry, "cachedInput", PRICE),
                    optional(entry, "batch", "a share of the price, as \"0.5\""),
                    optional(entry, "uplift", "a share that is added, as \"0.1\"")
                            .orElse(BigDecimal.ZERO),
                    entry.has("reviewBy") ? Optional.of(entry.date("reviewBy")) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw entry.malformed(
                    entry.has("batch") ? "batch" : "from",
                    String.valueOf(e.getMessage()),
                    "Write batch: as a share from 0 to 1, and a reviewBy that is not before from");
        }
    }

    private static Optional<BigDecimal> optional(YamlMap entry, String key, String what) {
        return entry.has(key) ? Optional.of(entry.decimal(key, what)) : Optional.empty();
    }
}
