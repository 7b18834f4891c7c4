package dev.sluice.policy.cost;

import java.math.BigDecimal;

/**
 * Machines that one runs oneself, rented by the hour or written off by it.
 *
 * @param gpus of one replica
 * @param hourlyRate of one GPU
 * @param hoursPerMonth 720 for a month of 30 days
 * @param replicas that run at the same time; in production at least {@value #IN_PRODUCTION}, or the first fault stops work
 * @param operations what people, power and rooms cost a month
 * @param tokensPerSecond that one replica reads and writes without a pause
 * @param utilisation share of the time in which there is work, above 0 to 1
 */
public record OwnedCluster(
        int gpus,
        BigDecimal hourlyRate,
        BigDecimal hoursPerMonth,
        int replicas,
        BigDecimal operations,
        BigDecimal tokensPerSecond,
        BigDecimal utilisation) {
    /** Replicas that production needs at least. */
    public static final int IN_PRODUCTION = 2;

    private static final BigDecimal SECONDS = BigDecimal.valueOf(3_600);

    public OwnedCluster {
        if (gpus < 1 || replicas < 1) {
            throw new IllegalArgumentException("expected at least one GPU and one replica");
        }
        Amounts.requireNotNegative("an hourly rate", hourlyRate);
        Amounts.requirePositive("hours a month", hoursPerMonth);
        Amounts.requireNotNegative("a cost of operations", operations);
        Amounts.requirePositive("tokens a second", tokensPerSecond);
        Amounts.requirePositive("a utilisation", utilisation);
        Amounts.requireShare("a utilisation", utilisation);
    }

    /** What a month costs, whether there is work or not. */
    public BigDecimal monthly() {
        return hourlyRate
                .multiply(hoursPerMonth)
                .multiply(BigDecimal.valueOf((long) gpus * replicas))
                .add(operations);
    }

    /** Tokens that it does in a month at its utilisation; a replica that only stands by does none. */
    public BigDecimal tokensPerMonth() {
        return tokensPerSecond
                .multiply(SECONDS)
                .multiply(hoursPerMonth)
                .multiply(BigDecimal.valueOf(replicas))
                .multiply(utilisation);
    }

    /** What a million tokens cost when there is as much work as its utilisation says. */
    public BigDecimal perMillion() {
        return monthly().multiply(Amounts.MILLION).divide(tokensPerMonth(), Amounts.DIGITS);
    }

    /** Whether one of its replicas may fail. */
    public boolean isForProduction() {
        return replicas >= IN_PRODUCTION;
    }
}
