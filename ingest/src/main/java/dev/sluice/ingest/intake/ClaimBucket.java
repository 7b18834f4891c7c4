package dev.sluice.ingest.intake;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An S3 bucket that the claim checks of a source may point into. A message names bucket, key and version only: the server,
 * the region and the credentials are the operator's.
 *
 * @param name the bucket
 * @param prefix what its keys must begin with; empty for any key, else it ends with a slash
 * @param region signed with each request
 * @param endpoint the server, by https unless it is this machine; without one Amazon's of the region
 * @param addresses private ranges in which the server may lie; link-local ones cannot be named
 * @param credentials with what requests are signed
 * @param timeout the longest that reading one object may take, further tries included
 */
public record ClaimBucket(
        String name,
        String prefix,
        String region,
        Optional<URI> endpoint,
        List<AddressRange> addresses,
        S3Credentials credentials,
        Duration timeout) {
    /** How long one object may take where nothing else is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    /** Checks each; a message names the part and repeats no value but the bucket's. */
    public ClaimBucket {
        addresses = List.copyOf(addresses);
        if (!isName(name)) {
            throw new IllegalArgumentException("expected the name of a bucket");
        }
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || !ObjectLocation.isPlain(prefix))) {
            throw new IllegalArgumentException("prefix: expected the beginning of a key that ends with /");
        }
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("region: expected a region like eu-central-1");
        }
        endpoint.ifPresent(ClaimBucket::checkEndpoint);
        if (!addresses.stream().allMatch(StoreAddresses::mayBeOpened)) {
            throw new IllegalArgumentException("addresses: expected ranges of private addresses");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout: expected more than 0 seconds");
        }
    }

    /** Whether a word can name a bucket. */
    static boolean isName(String word) {
        return NAME.matcher(word).matches() && !word.contains("..");
    }

    private static void checkEndpoint(URI endpoint) {
        boolean loopback = endpoint.getHost() != null
                && LOOPBACK.matcher(endpoint.getHost()).matches();
        boolean scheme = "https".equals(endpoint.getScheme()) || loopback && "http".equals(endpoint.getScheme());
        boolean bare = endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && (endpoint.getRawPath() == null || endpoint.getRawPath().matches("/?"));
        if (!scheme || endpoint.getHost() == null || !bare) {
            throw new IllegalArgumentException("endpoint: expected https://HOST, with a port if need be");
        }
    }
}
