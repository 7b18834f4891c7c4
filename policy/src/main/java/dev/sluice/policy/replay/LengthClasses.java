package dev.sluice.policy.replay;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointCatalog;
import java.util.TreeSet;

/**
 * Lengths of text that a catalog cannot tell apart: those between the same two limits of endpoints, unless what documents
 * are expected to cost ranks endpoints, which depends on every code point.
 */
final class LengthClasses {
    private final TreeSet<Long> limits = new TreeSet<>();
    private final boolean exact;

    LengthClasses(EndpointCatalog catalog) {
        catalog.endpoints().stream().map(Endpoint::usableContext).forEach(limits::add);
        this.exact = catalog.endpoints().stream()
                        .filter(endpoint -> !endpoint.prices().prices().isEmpty())
                        .count()
                > 1;
    }

    /** A length that stands for all that are decided on alike. */
    long of(long length) {
        if (exact || limits.isEmpty()) {
            return length;
        }
        Long limit = limits.ceiling(length);
        return limit == null ? limits.last() + 1 : limit;
    }
}
