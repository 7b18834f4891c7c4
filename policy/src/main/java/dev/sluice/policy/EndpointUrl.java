package dev.sluice.policy;

import java.net.URI;
import java.util.Set;

/** What the URL of an endpoint may look like. */
final class EndpointUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private EndpointUrl() {}

    /** Refuses a URL that could send somewhere else than it says, or in the clear. The message does not repeat the URL. */
    static void check(URI url) {
        String scheme = url.getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalArgumentException(
                    "expected an endpoint URL that starts with https:// (or http:// on loopback)");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("expected an endpoint URL with a host");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "expected an endpoint URL without user, query or fragment; a key goes into a key file");
        }
        if ("http".equals(scheme) && !LOOPBACK.contains(url.getHost())) {
            throw new IllegalArgumentException("expected https: http is for loopback only");
        }
    }
}
