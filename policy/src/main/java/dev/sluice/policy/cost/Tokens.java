package dev.sluice.policy.cost;

/**
 * How many tokens some work reads and writes.
 *
 * @param input tokens that are read, those from the cache among them
 * @param cachedInput of these, tokens that the operator takes from its cache
 * @param output tokens that are written
 */
public record Tokens(long input, long cachedInput, long output) {
    /**
     * Code points of text to a token, estimated low, so that a cost is rather estimated too high. English prose has about
     * four; a table, code and most other languages have fewer.
     */
    public static final int CODE_POINTS = 3;

    public Tokens {
        if (input < 0 || output < 0 || cachedInput < 0 || cachedInput > input) {
            throw new IllegalArgumentException(
                    "expected tokens of zero or more, and no more from the cache than are read");
        }
    }

    /** Without a cache. */
    public static Tokens of(long input, long output) {
        return new Tokens(input, 0, output);
    }

    /**
     * What a text takes before anybody has counted its tokens.
     *
     * @param codePoints of the text
     * @param output tokens that the answer is expected to have
     */
    public static Tokens estimate(long codePoints, long output) {
        return of(Math.ceilDiv(codePoints, CODE_POINTS), output);
    }

    /** These and others. */
    public Tokens plus(Tokens other) {
        return new Tokens(input + other.input, cachedInput + other.cachedInput, output + other.output);
    }

    /** All that are read or written. */
    public long total() {
        return input + output;
    }
}
