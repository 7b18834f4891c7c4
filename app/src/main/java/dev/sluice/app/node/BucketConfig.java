package dev.sluice.app.node;

import dev.sluice.ingest.intake.AddressRange;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.S3Credentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The S3 buckets of a source in the file of {@code --config}. Secrets are not in the file: it says where they are. */
final class BucketConfig {
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");
    private static final int LONGEST_SECONDS = 3600;

    private BucketConfig() {}

    static List<ClaimBucket> of(ConfigNode buckets, Map<String, String> environment) {
        return buckets.map().keySet().stream()
                .map(name -> {
                    if (!(name instanceof String bucket)) {
                        throw new IllegalArgumentException(buckets.path() + ": expected names of buckets");
                    }
                    return bucket(bucket, buckets.child(bucket).orElseThrow(), environment);
                })
                .toList();
    }

    private static ClaimBucket bucket(String name, ConfigNode node, Map<String, String> environment) {
        node.allow("prefix", "region", "endpoint", "addresses", "credentials", "credentialsFile", "timeoutSeconds");
        String region = node.text("region")
                .orElseThrow(() -> new IllegalArgumentException(node.at("region") + ": expected a region"));
        try {
            return new ClaimBucket(
                    name,
                    node.text("prefix").orElse(""),
                    region,
                    node.text("endpoint").map(BucketConfig::endpoint),
                    node.words("addresses").stream().map(AddressRange::parse).toList(),
                    credentials(node, environment),
                    node.number("timeoutSeconds", 1, LONGEST_SECONDS)
                            .map(Duration::ofSeconds)
                            .orElse(ClaimBucket.TIMEOUT));
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new IllegalArgumentException(
                    message.startsWith(node.path()) ? message : node.path() + ": " + message);
        }
    }

    private static URI endpoint(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException("endpoint: expected https://HOST, with a port if need be");
        }
    }

    private static S3Credentials credentials(ConfigNode node, Map<String, String> environment) {
        Optional<String> file = node.text("credentialsFile");
        Optional<String> name = node.text("credentials");
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            if (name.isPresent() || !path.isAbsolute()) {
                throw new IllegalArgumentException(
                        node.at("credentialsFile") + ": expected an absolute path, and no credentials beside it");
            }
            return new S3Credentials.SharedFile(path);
        }
        String prefix = name.orElse("AWS");
        if (!VARIABLE.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    node.at("credentials") + ": expected what the names of environment variables begin with");
        }
        return S3Credentials.fromEnvironment(prefix, environment);
    }
}
