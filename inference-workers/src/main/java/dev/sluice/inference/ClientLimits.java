package dev.sluice.inference;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds of a model client.
 *
 * @param connectTimeout until the connection stands
 * @param timeout until the whole answer is there
 * @param mostAnswerBytes more than this is not read
 * @param proxy the only proxy that is used; none by default, whatever the system's properties say
 */
public record ClientLimits(
        Duration connectTimeout, Duration timeout, long mostAnswerBytes, Optional<InetSocketAddress> proxy) {
    public ClientLimits {
        if (connectTimeout.isNegative() || connectTimeout.isZero() || timeout.compareTo(connectTimeout) < 0) {
            throw new IllegalArgumentException("expected a connect timeout above zero and not above the whole timeout");
        }
        if (mostAnswerBytes < 1 || mostAnswerBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected an answer of at least one byte and below 2 GiB");
        }
    }

    /** Ten seconds to connect, three minutes in all, 4 MiB, no proxy. */
    public static ClientLimits standard() {
        return new ClientLimits(Duration.ofSeconds(10), Duration.ofMinutes(3), 4L << 20, Optional.empty());
    }

    /** The same with another whole timeout. */
    public ClientLimits withTimeout(Duration newTimeout) {
        Duration connect = connectTimeout.compareTo(newTimeout) < 0 ? connectTimeout : newTimeout;
        return new ClientLimits(connect, newTimeout, mostAnswerBytes, proxy);
    }
}
