package dev.sluice.ingest.intake;

import java.net.URI;
import java.time.Duration;
import org.apache.http.conn.DnsResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Clients of S3 servers that know only what the operator's file says: no variable, property, profile or metadata service of
 * the machine changes where they connect or what they sign with. They follow no redirect and use no proxy, since behind
 * either an address would be one that nobody looked at.
 */
final class S3Clients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final int TRIES = 3;
    private static final int CONNECTIONS = 16;

    private S3Clients() {}

    static S3Client open(ClaimBucket bucket, DnsResolver names) {
        return S3Client.builder()
                .region(Region.of(bucket.region()))
                .endpointOverride(endpoint(bucket))
                .credentialsProvider(credentials(bucket.credentials()))
                .httpClient(http(bucket, names))
                .defaultsMode(DefaultsMode.STANDARD)
                .crossRegionAccessEnabled(false)
                .disableMultiRegionAccessPoints(true)
                .disableS3ExpressSessionAuth(true)
                // The message's own digest covers every byte; not every server has the checksums of Amazon's.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .profileFile(S3Clients::nothing)
                        .useArnRegionEnabled(false)
                        .pathStyleAccessEnabled(bucket.endpoint().isPresent())
                        .build())
                .overrideConfiguration(override -> override.defaultProfileFile(nothing())
                        .apiCallTimeout(bucket.timeout())
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(TRIES)
                                .build()))
                .build();
    }

    private static URI endpoint(ClaimBucket bucket) {
        return bucket.endpoint().orElseGet(() -> {
            String domain = bucket.region().startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
            return URI.create("https://s3." + bucket.region() + "." + domain);
        });
    }

    private static SdkHttpClient http(ClaimBucket bucket, DnsResolver names) {
        return ApacheHttpClient.builder()
                .dnsResolver(new StoreAddresses(bucket.addresses(), names))
                .proxyConfiguration(ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .socketTimeout(SILENCE)
                .build();
    }

    private static AwsCredentialsProvider credentials(S3Credentials credentials) {
        return switch (credentials) {
            case S3Credentials.Fixed fixed ->
                StaticCredentialsProvider.create(
                        fixed.sessionToken().isPresent()
                                ? AwsSessionCredentials.create(
                                        fixed.accessKeyId(),
                                        fixed.secretAccessKey(),
                                        fixed.sessionToken().get())
                                : AwsBasicCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey()));
            case S3Credentials.SharedFile file -> fromFile(file);
        };
    }

    /** Reads the file at each request: it is small, may come later than this process, and a rotated key counts at once. */
    private static AwsCredentialsProvider fromFile(S3Credentials.SharedFile file) {
        return () -> {
            try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.builder()
                    .profileFile(ProfileFile.builder()
                            .content(file.path())
                            .type(ProfileFile.Type.CREDENTIALS)
                            .build())
                    .profileName("default")
                    .build()) {
                return profile.resolveCredentials();
            } catch (RuntimeException unreadable) {
                throw new CredentialsUnreadableException();
            }
        };
    }

    private static ProfileFile nothing() {
        return ProfileFile.aggregator().build();
    }

    /** The file has no key that could be read. */
    static final class CredentialsUnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CredentialsUnreadableException() {
            super("no access key in the file of credentials", null, false, false);
        }
    }
}
