package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Protocol;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An endpoint that may read a document before anything is decided on it. There is none that the policy bundle does not
 * declare as run by the organisation itself, on the spot, and none that is sent to where its name leads elsewhere: what a
 * worker of the sovereign pool demands, and the addresses besides.
 */
public final class SovereignEndpoint {
    private final Endpoint endpoint;
    private final URI url;
    private final AddressRanges ranges;

    private SovereignEndpoint(Endpoint endpoint, URI url, AddressRanges ranges) {
        this.endpoint = endpoint;
        this.url = url;
        this.ranges = ranges;
    }

    /**
     * Checks an endpoint of a bundle; nothing is resolved or connected to.
     *
     * @param ranges where it may have its addresses
     * @throws IllegalArgumentException that says what it lacks
     */
    public static SovereignEndpoint of(Endpoint endpoint, AddressRanges ranges) {
        require(
                endpoint.kind() == EndpointKind.SELF_HOSTED && endpoint.kind().pool() == Pool.SOVEREIGN,
                "an endpoint that the bundle declares as SELF_HOSTED, found " + endpoint.kind());
        require(
                endpoint.terms().processingRegions().isEmpty()
                        && endpoint.terms().storageRegions().isEmpty(),
                "an endpoint that processes and stores on the spot; the bundle names regions for this one");
        require(endpoint.protocol() == Protocol.OPENAI, "protocol openai");
        require(
                !ChatCompletion.whateverRuns(endpoint),
                "the name of the model: what another one overlooked would be taken for absent");
        URI url = endpoint.url().orElseThrow(() -> new IllegalArgumentException("expected a URL"));
        return new SovereignEndpoint(endpoint, url, ranges);
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected);
        }
    }

    /** The endpoint as the bundle declares it and a running system filled it. */
    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Resolves the host, as every connection to it does: why nothing may be sent there now, as a code, or empty. One address
     * that is not ours is enough, and one that is not loopback where the URL is http.
     */
    Optional<String> unreachable() {
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (!ranges.hold(address) || (!"https".equals(url.getScheme()) && !address.isLoopbackAddress())) {
                    return Optional.of("ADDRESS_NOT_OURS");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("NOT_RESOLVED");
        }
    }
}
