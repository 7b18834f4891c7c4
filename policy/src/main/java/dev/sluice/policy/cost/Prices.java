package dev.sluice.policy.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an operator asks from a day on, per million tokens. There is no one price of a model: reading, reading from the
 * cache and writing have their own.
 *
 * @param from first day, UTC
 * @param input per million tokens that are read
 * @param output per million tokens that are written
 * @param cachedInput per million tokens that are read from the operator's cache; absent: as those that are read
 * @param batch share of these prices that requests in the operator's batch mode cost, from 0 to 1; absent: no discount
 * @param uplift share that is added for a region, 0.1 for a tenth
 * @param reviewBy last day on which nobody need look at them again; absent: nobody said
 */
public record Prices(
        LocalDate from,
        BigDecimal input,
        BigDecimal output,
        Optional<BigDecimal> cachedInput,
        Optional<BigDecimal> batch,
        BigDecimal uplift,
        Optional<LocalDate> reviewBy) {

    public Prices {
        Amounts.requireNotNegative("an input price", input);
        Amounts.requireNotNegative("an output price", output);
        Amounts.requireNotNegative("an uplift", uplift);
        cachedInput.ifPresent(price -> Amounts.requireNotNegative("a price of cached input", price));
        batch.ifPresent(share -> Amounts.requireShare("a batch share", share));
        if (reviewBy.filter(day -> day.isBefore(from)).isPresent()) {
            throw new IllegalArgumentException("expected a review on or after the first day of the prices");
        }
    }

    /** Reading and writing only, from the beginning of time. */
    public static Prices of(String input, String output) {
        return new Prices(
                LocalDate.EPOCH,
                new BigDecimal(input),
                new BigDecimal(output),
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ZERO,
                Optional.empty());
    }

    /** What requests cost that are answered at once. */
    public BigDecimal cost(Tokens tokens) {
        BigDecimal read = input.multiply(BigDecimal.valueOf(tokens.input() - tokens.cachedInput()));
        BigDecimal cached = cachedInput.orElse(input).multiply(BigDecimal.valueOf(tokens.cachedInput()));
        BigDecimal written = output.multiply(BigDecimal.valueOf(tokens.output()));
        return read.add(cached)
                .add(written)
                .multiply(BigDecimal.ONE.add(uplift))
                .divide(Amounts.MILLION)
                .stripTrailingZeros();
    }

    /** Whether nothing is asked for, however many tokens there are. */
    public boolean isFree() {
        return input.signum() == 0
                && output.signum() == 0
                && cachedInput.orElse(BigDecimal.ZERO).signum() == 0;
    }

    /** What the same requests cost in batch mode. */
    public BigDecimal batchCost(Tokens tokens) {
        return cost(tokens).multiply(batch.orElse(BigDecimal.ONE));
    }

    /**
     * The same with all prices multiplied.
     *
     * @param factor 0.1 for a tenth
     */
    public Prices times(BigDecimal factor) {
        return new Prices(
                from,
                input.multiply(factor),
                output.multiply(factor),
                cachedInput.map(factor::multiply),
                batch,
                uplift,
                reviewBy);
    }
}
