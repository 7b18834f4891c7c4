package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.ObjectServer;
import dev.sluice.ingest.Sha256;
import dev.sluice.ingest.intake.ClaimStoreException.Trouble;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Claim checks that point into a real S3 server. */
class ObjectClaimsIntegrationTests {
    private static final byte[] CONTENT = "Dear reader".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = Sha256.hex(CONTENT);

    @TempDir
    static Path folder;

    static ObjectServer server;
    static S3Client upstream;

    private Intake intake;

    @BeforeAll
    static void startServer() {
        server = ObjectServer.start(folder);
        upstream = server.client();
        upstream.createBucket(bucket -> bucket.bucket("letters"));
        upstream.createBucket(bucket -> bucket.bucket("secrets"));
        upstream.putBucketVersioning(change -> change.bucket("letters")
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterAll
    static void stopServer() {
        upstream.close();
        server.close();
    }

    @BeforeEach
    void allow() {
        intake = intake(ObjectClaimSettings.at(server.http(), "letters"));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "2026/11/a b+c&d=ü%41.txt", "~'()*!$,;:@.txt", "漢字/x"})
    void readsTheObjectOfAnyKey(String key) {
        put(key, CONTENT);
        String location = new RawLocation("letters", key).toString();
        assertThat(claimed(location).content()).isEqualTo(CONTENT);
        Headers reference = binary("text/plain")
                .add("ce_dataref", utf8(location))
                .add("ce_sluicesha256", utf8(SHA256))
                .add("ce_sluicebytes", utf8("" + CONTENT.length));
        assertThat(accepted(intake.read("documents", reference, new byte[0])).content())
                .isEqualTo(CONTENT);
    }

    @Test
    void readsTheVersionThatIsNamedAndNoOther() {
        String first = put("versioned", CONTENT);
        String second = put("versioned", utf8("Dear writer"));
        assertThat(claimed("s3://letters/versioned?versionId=" + first).content())
                .isEqualTo(CONTENT);
        assertThat(refusal("s3://letters/versioned?versionId=" + second, CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(refusal("s3://letters/versioned", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        upstream.deleteObject(object -> object.bucket("letters").key("versioned"));
        assertThat(refusal("s3://letters/versioned", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
        assertThat(claimed("s3://letters/versioned?versionId=" + first).content())
                .as("deleted, and still there under its version")
                .isEqualTo(CONTENT);
        assertThat(refusal("s3://letters/versioned?versionId=" + UUID.randomUUID(), CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
    }

    @Test
    void verifiesSizeAndDigest() {
        put("verified", CONTENT);
        assertThat(refusal("s3://letters/verified", CONTENT.length, "0".repeat(64)))
                .isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(refusal("s3://letters/verified", CONTENT.length - 1, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(refusal("s3://letters/verified", CONTENT.length + 1, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(refusal("s3://letters/verified", 1L << 40, SHA256)).isEqualTo(QuarantineReason.OVERSIZE);
        assertThat(refusal("s3://letters/missing", CONTENT.length, SHA256)).isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) 'x');
        put("large", large);
        assertThat(accepted(read("s3://letters/large", large.length, Sha256.hex(large)))
                        .content())
                .isEqualTo(large);
        put("empty", new byte[0]);
        assertThat(accepted(read("s3://letters/empty", 0, Sha256.hex(new byte[0])))
                        .content())
                .isEmpty();
    }

    @Test
    void readsOnlyWhatIsAllowedToTheSource() {
        upstream.putObject(object -> object.bucket("secrets").key("x"), RequestBody.fromBytes(CONTENT));
        put("incoming/x", CONTENT);
        put("outgoing/x", CONTENT);
        assertThat(refusal("s3://secrets/x", CONTENT.length, SHA256)).isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        for (String url : List.of(
                server.http() + "/letters/incoming/x",
                "s3://localhost:" + server.http().getPort() + "/letters/incoming/x",
                "s3://letters/../secrets/x",
                "s3://letters/%2e%2e/secrets/x")) {
            assertThat(refusal(url, CONTENT.length, SHA256)).as(url).isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        }
        ClaimBucket whole = ObjectClaimSettings.at(server.http(), "letters");
        ClaimBucket below = new ClaimBucket(
                "letters",
                "incoming/",
                whole.region(),
                whole.endpoint(),
                whole.addresses(),
                whole.credentials(),
                whole.timeout());
        try (Intake narrow = intake(below)) {
            assertThat(accepted(narrow.read("documents", claim(), claim("s3://letters/incoming/x")))
                            .content())
                    .isEqualTo(CONTENT);
            assertThat(narrow.read("documents", claim(), claim("s3://letters/outgoing/x")))
                    .isEqualTo(new Received.Quarantined(QuarantineReason.CLAIM_NOT_ALLOWED));
            Headers other = claim();
            other.remove("ce_source");
            other.add("ce_source", utf8("urn:other"));
            assertThat(narrow.read("documents", other, claim("s3://letters/incoming/x")))
                    .isEqualTo(new Received.Quarantined(QuarantineReason.CLAIM_NOT_ALLOWED));
        }
    }

    @Test
    void anObjectIsNeverTakenForAClaimCheckOfOurOwnThatCanBeDeleted() {
        String key = UUID.randomUUID() + ".claim";
        put(key, CONTENT);
        assertThat(claimed("s3://letters/" + key).ownClaim()).isEmpty();
    }

    @Test
    void aBucketThatIsMissingIsTroubleOfTheStore() {
        try (Intake wrong = intake(ObjectClaimSettings.at(server.http(), "forgotten"))) {
            assertThatExceptionOfType(ClaimStoreException.class)
                    .isThrownBy(() -> wrong.read("documents", claim(), claim("s3://forgotten/x")))
                    .satisfies(unanswered -> assertThat(unanswered.trouble()).isEqualTo(Trouble.BUCKET_MISSING));
        }
    }

    @Test
    void aCertificateThatNobodySignedIsNoStore() {
        put("over-tls", CONTENT);
        try (Intake tls = intake(ObjectClaimSettings.at(server.https(), "letters"))) {
            assertThatExceptionOfType(ClaimStoreException.class)
                    .isThrownBy(() -> tls.read("documents", claim(), claim("s3://letters/over-tls")))
                    .satisfies(unanswered -> assertThat(unanswered.trouble()).isEqualTo(Trouble.UNREACHABLE));
        }
    }

    private static Intake intake(ClaimBucket bucket) {
        SourceSettings claims = SourceSettings.claimingFrom().withBuckets(List.of(bucket));
        return new Intake(IngestSettings.of(folder, "documents")
                .withSources(Map.of("urn:test", claims), SourceSettings.claimingFrom()));
    }

    private static String put(String key, byte[] content) {
        String version = upstream.putObject(object -> object.bucket("letters").key(key), RequestBody.fromBytes(content))
                .versionId();
        return version == null ? "" : version;
    }

    private IncomingDocument claimed(String location) {
        return accepted(read(location, CONTENT.length, SHA256));
    }

    private QuarantineReason refusal(String location, long bytes, String sha256) {
        Received received = read(location, bytes, sha256);
        assertThat(received).isInstanceOf(Received.Quarantined.class);
        return ((Received.Quarantined) received).reason();
    }

    private Received read(String location, long bytes, String sha256) {
        return intake.read("documents", claim(), claim(location, bytes, sha256));
    }

    private static IncomingDocument accepted(Received received) {
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return ((Received.Accepted) received).document();
    }

    private static byte[] claim(String location) {
        return claim(location, CONTENT.length, SHA256);
    }

    private static byte[] claim(String location, long bytes, String sha256) {
        return utf8("{\"location\":\"" + location + "\",\"bytes\":" + bytes + ",\"sha256\":\"" + sha256 + "\"}");
    }

    private static Headers claim() {
        return binary(Attributes.CLAIM_MEDIA_TYPE);
    }

    private static Headers binary(String contentType) {
        return new RecordHeaders()
                .add("content-type", utf8(contentType))
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8("1"))
                .add("ce_source", utf8("urn:test"))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE))
                .add("ce_sluicetenant", utf8("acme"))
                .add("ce_sluicetask", utf8("summarise"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As an upstream system would write it down, by the JDK's own escapes. */
    private record RawLocation(String bucket, String key) {
        @Override
        public String toString() {
            try {
                return new URI("s3", bucket, "/" + key, null, null).toASCIIString();
            } catch (java.net.URISyntaxException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
    }
}
