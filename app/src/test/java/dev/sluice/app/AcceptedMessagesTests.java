package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.intake.AddressRange;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.ClaimStoreException;
import dev.sluice.ingest.intake.Intake;
import dev.sluice.ingest.intake.QuarantineReason;
import dev.sluice.ingest.intake.Received;
import dev.sluice.ingest.intake.S3Credentials;
import dev.sluice.ingest.intake.SourceSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What docs/schemas take of a message is what intake takes, and the other way round. */
class AcceptedMessagesTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DIGEST = "0".repeat(64);

    @TempDir
    private Path folder;

    private PublishedSchemas schemas;
    private Intake intake;

    @BeforeEach
    void allowAFolderAndABucketThatNobodyServes() throws IOException {
        schemas = PublishedSchemas.load();
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        ClaimBucket bucket = new ClaimBucket(
                "letters",
                "",
                "us-east-1",
                Optional.of(URI.create("http://127.0.0.1:" + closed)),
                List.of(AddressRange.parse("127.0.0.0/8")),
                new S3Credentials.Fixed("AKIDEXAMPLE", "a-secret", Optional.empty()),
                Duration.ofSeconds(20));
        SourceSettings settings = SourceSettings.claimingFrom(folder).withBuckets(List.of(bucket));
        intake = new Intake(IngestSettings.of(folder, "documents").withSources(Map.of("urn:test", settings), settings));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://letters/2026/a.pdf",
                "s3://letters/a%20b.pdf",
                "s3://letters/a.pdf?versionId=3HL4kqtJlcpXroDTDmJ",
                "s3://letters/a b.pdf",
                "s3://letters/",
                "s3://letters",
                "s3://le/a.pdf",
                "s3://Letters/a.pdf",
                "s3://letters:9000/a.pdf",
                "s3://user@letters/a.pdf",
                "s3://letters/a.pdf?versionId=",
                "s3://letters/a.pdf?partNumber=1",
                "s3://letters/a.pdf?versionId=1&partNumber=1",
                "s3://letters/a.pdf#part",
                "https://letters.s3.amazonaws.com/a.pdf",
                "http://169.254.169.254/latest/meta-data/",
                "ftp://letters/a.pdf",
                "a.pdf",
                ""
            })
    void locationsOfClaimChecks(String location) {
        ObjectNode claim = claim(location);
        assertThat(takes(Attributes.CLAIM_MEDIA_TYPE, claim))
                .isEqualTo(schemas.problems("claim.json", claim).isEmpty());
        Headers headers = headers("text/plain");
        headers.add("ce_dataref", utf8(location));
        headers.add("ce_sluicesha256", utf8(DIGEST));
        headers.add("ce_sluicebytes", utf8("5"));
        assertThat(takes(headers, new byte[0]))
                .isEqualTo(
                        schemas.problems("document-headers.json", json(headers)).isEmpty());
    }

    @Test
    void aFileInAFolderThatIsAllowed() {
        ObjectNode claim = claim(folder.resolve("letter.pdf").toUri().toString());
        assertThat(schemas.problems("claim.json", claim)).isEmpty();
        assertThat(takes(Attributes.CLAIM_MEDIA_TYPE, claim)).isTrue();
    }

    @Test
    void sizesAndDigestsOfClaimChecks() {
        String location = "s3://letters/a.pdf";
        for (ObjectNode claim : List.of(
                claim(location),
                claim(location).put("bytes", -1),
                claim(location).put("bytes", "5"),
                claim(location).put("bytes", 5.5),
                claim(location).put("sha256", "none"),
                claim(location).put("sha256", DIGEST.replace('0', 'A')),
                claim(location).putNull("location"),
                claim(location).without("bytes"),
                claim(location).without("sha256"),
                claim(location).without("location"))) {
            assertThat(takes(Attributes.CLAIM_MEDIA_TYPE, claim))
                    .as(claim.toString())
                    .isEqualTo(schemas.problems("claim.json", claim).isEmpty());
        }
    }

    private boolean takes(String contentType, ObjectNode body) {
        return takes(headers(contentType), utf8(body.toString()));
    }

    /** A file that is missing and a store that is down are faults of no message. */
    private boolean takes(Headers headers, byte[] value) {
        try {
            return switch (intake.read("documents", headers, value)) {
                case Received.Accepted accepted -> true;
                case Received.Quarantined refused -> refused.reason() == QuarantineReason.CLAIM_NOT_FOUND;
            };
        } catch (ClaimStoreException down) {
            return true;
        }
    }

    private static ObjectNode claim(String location) {
        return JSON.createObjectNode().put("location", location).put("bytes", 5).put("sha256", DIGEST);
    }

    private static Headers headers(String contentType) {
        return new RecordHeaders()
                .add("content-type", utf8(contentType))
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8("1"))
                .add("ce_source", utf8("urn:test"))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE))
                .add("ce_sluicetenant", utf8("acme"))
                .add("ce_sluicetask", utf8("summarise"));
    }

    private static ObjectNode json(Headers headers) {
        ObjectNode json = JSON.createObjectNode();
        headers.forEach(header -> json.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return json;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
