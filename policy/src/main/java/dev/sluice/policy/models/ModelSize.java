package dev.sluice.policy.models;

import java.math.BigDecimal;

/**
 * What a model takes up.
 *
 * @param parametersBillion all of them, in billions: a mixture of experts holds in memory also those that are not active
 * @param bitsPerParameter 16 for FP16 and BF16, 8 for FP8 and INT8, 4 for four-bit quantisation
 * @param cacheBytesPerToken bytes of key-value cache that one token of context takes
 */
public record ModelSize(BigDecimal parametersBillion, int bitsPerParameter, long cacheBytesPerToken) {
    private static final BigDecimal BITS_PER_BYTE = BigDecimal.valueOf(8);
    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000);

    public ModelSize {
        if (parametersBillion.signum() <= 0
                || bitsPerParameter < 1
                || bitsPerParameter > 32
                || cacheBytesPerToken < 0) {
            throw new IllegalArgumentException(
                    "expected parameters above zero, 1 to 32 bits for each, and a cache of zero bytes or more");
        }
    }

    /** Gigabytes (10^9 bytes) of its weights. */
    public BigDecimal weights() {
        return parametersBillion.multiply(BigDecimal.valueOf(bitsPerParameter)).divide(BITS_PER_BYTE);
    }

    /** Gigabytes of its cache for so many tokens, of all requests at the same time. */
    public BigDecimal cache(long tokens) {
        return BigDecimal.valueOf(cacheBytesPerToken)
                .multiply(BigDecimal.valueOf(tokens))
                .divide(GIGABYTE);
    }
}
