package dev.sluice.ingest.intake;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Buckets as an operator may set them, for tests. */
final class ObjectClaimSettings {
    static final S3Credentials.Fixed KEY = new S3Credentials.Fixed("AKIDEXAMPLE", "a-secret", Optional.empty());
    static final List<AddressRange> LOOPBACK =
            List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128"));

    private ObjectClaimSettings() {}

    static ClaimBucket bucket(String name, String prefix) {
        return new ClaimBucket(name, prefix, "eu-central-1", Optional.empty(), List.of(), KEY, ClaimBucket.TIMEOUT);
    }

    static ClaimBucket at(URI endpoint, String name) {
        return at(endpoint, name, LOOPBACK, KEY, ClaimBucket.TIMEOUT);
    }

    static ClaimBucket at(
            URI endpoint, String name, List<AddressRange> opened, S3Credentials credentials, Duration timeout) {
        return new ClaimBucket(name, "", "us-east-1", Optional.of(endpoint), opened, credentials, timeout);
    }
}
