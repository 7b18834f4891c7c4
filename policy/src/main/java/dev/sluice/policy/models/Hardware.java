package dev.sluice.policy.models;

import java.math.BigDecimal;

/**
 * The machines of one replica.
 *
 * @param gigabytes (10^9 bytes) of each GPU's memory
 * @param tokens of context that requests at the same time have together
 */
public record Hardware(int gpus, int gigabytes, long tokens) {
    public Hardware {
        if (gpus < 1 || gigabytes < 1 || tokens < 0) {
            throw new IllegalArgumentException("expected at least one GPU with memory, and no tokens below zero");
        }
    }

    /** Gigabytes of all of them. */
    public BigDecimal memory() {
        return BigDecimal.valueOf((long) gpus * gigabytes);
    }
}
