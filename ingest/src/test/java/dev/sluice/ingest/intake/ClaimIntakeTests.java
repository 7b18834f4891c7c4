package dev.sluice.ingest.intake;

import static dev.sluice.ingest.intake.EventMessages.CONTENT;
import static dev.sluice.ingest.intake.EventMessages.binary;
import static dev.sluice.ingest.intake.EventMessages.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that name their content in a file. */
class ClaimIntakeTests {
    private static final String SHA256 = Sha256.hex(CONTENT);

    @TempDir
    private Path folder;

    private Path claims;
    private Intake intake;

    @BeforeEach
    void makeFolders() throws IOException {
        claims = Files.createDirectory(folder.resolve("claims"));
        intake = new Intake(IngestSettings.of(claims, "documents"));
    }

    @Test
    void claimsOnlyFromAllowedDirectories() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), CONTENT);
        assertThat(claim(secret.toUri().toString(), CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        assertThat(claim(claims.toUri() + "../secret", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        assertThat(claim(claims.toUri() + "%2e%2e/secret", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        Files.createSymbolicLink(claims.resolve("link"), secret);
        assertThat(claim(claims.resolve("link").toUri().toString(), CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        Files.createSymbolicLink(claims.resolve("up"), folder);
        assertThat(claim(claims.toUri() + "up/secret", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        assertThat(claim("http://localhost/secret", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
        assertThat(claim("file://elsewhere" + claims + "/x", CONTENT.length, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_ALLOWED);
    }

    @Test
    void verifiesSizeAndDigestOfAClaim() throws IOException {
        Path file = Files.write(claims.resolve("content"), CONTENT);
        String location = file.toUri().toString();
        assertThat(claim(location, CONTENT.length, "0".repeat(64))).isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(claim(location, CONTENT.length - 1, SHA256)).isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(claim(location, 1L << 40, SHA256)).isEqualTo(QuarantineReason.OVERSIZE);
        assertThat(claim(location, CONTENT.length, "none")).isEqualTo(QuarantineReason.CLAIM_UNVERIFIABLE);
        assertThat(claim(claims.resolve("missing").toUri().toString(), 1, SHA256))
                .isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
        assertThat(claim(claims.toUri().toString(), 1, SHA256)).isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
    }

    @Test
    void aFolderThatIsNotThereIsTroubleOfTheStoreAndNotOfTheMessage() throws IOException {
        Path other = folder.resolve("mount");
        Intake both = new Intake(IngestSettings.of(claims, "documents")
                .withSources(Map.of(), SourceSettings.claimingFrom(claims, other)));
        Path file = Files.write(claims.resolve("content"), CONTENT);
        assertThat(both.read("documents", claimed(), claimOf(file))).isInstanceOf(Received.Accepted.class);
        assertThat(both.read("documents", claimed(), claimOf(claims.resolve("missing"))))
                .isEqualTo(new Received.Quarantined(QuarantineReason.CLAIM_NOT_FOUND));
        assertThat(both.read("documents", claimed(), claimOf(folder.resolve("secret"))))
                .isEqualTo(new Received.Quarantined(QuarantineReason.CLAIM_NOT_ALLOWED));
        assertThatThrownBy(() -> both.read("documents", claimed(), claimOf(other.resolve("letter-of-jane"))))
                .isInstanceOfSatisfying(
                        ClaimStoreException.class,
                        waits -> assertThat(waits.trouble()).isEqualTo(ClaimStoreException.Trouble.FOLDER_MISSING))
                .hasMessageNotContaining("jane");

        Files.createDirectory(other);
        assertThat(both.read("documents", claimed(), claimOf(other.resolve("letter-of-jane"))))
                .isEqualTo(new Received.Quarantined(QuarantineReason.CLAIM_NOT_FOUND));
        Files.write(other.resolve("letter-of-jane"), CONTENT);
        assertThat(both.read("documents", claimed(), claimOf(other.resolve("letter-of-jane"))))
                .isInstanceOf(Received.Accepted.class);
    }

    @Test
    void claimsByReferenceAttributeWithItsDigest() throws IOException {
        Path file = Files.write(claims.resolve("content"), CONTENT);
        Headers headers = binary().add("ce_dataref", utf8(file.toUri().toString()));
        assertThat(refusal(headers, new byte[0])).isEqualTo(QuarantineReason.CLAIM_UNVERIFIABLE);
        headers.add("ce_sluicesha256", utf8(SHA256)).add("ce_sluicebytes", utf8("" + CONTENT.length));
        for (String envelope : List.of(Attributes.CLAIM_MEDIA_TYPE, Attributes.DOCUMENT_MEDIA_TYPE)) {
            headers.remove("content-type").add("content-type", utf8(envelope));
            assertThat(refusal(headers, new byte[0])).isEqualTo(QuarantineReason.ENVELOPE_INVALID);
        }
        headers.remove("content-type").add("content-type", utf8("text/plain"));
        assertThat(accepted(headers, new byte[0]).content()).isEqualTo(CONTENT);
        assertThat(refusal(headers, CONTENT)).isEqualTo(QuarantineReason.ENVELOPE_INVALID);
    }

    private QuarantineReason refusal(Headers headers, byte @Nullable [] value) {
        Received received = intake.read("documents", headers, value);
        assertThat(received).isInstanceOf(Received.Quarantined.class);
        return ((Received.Quarantined) received).reason();
    }

    private IncomingDocument accepted(Headers headers, byte[] value) {
        Received received = intake.read("documents", headers, value);
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return ((Received.Accepted) received).document();
    }

    private QuarantineReason claim(String location, long bytes, String sha256) {
        return refusal(claimed(), claim(location, "" + bytes, sha256));
    }

    private static byte[] claimOf(Path file) {
        return claim(file.toUri().toString(), "" + CONTENT.length, SHA256);
    }

    private static byte[] claim(String location, String bytes, String sha256) {
        return utf8("{\"location\":\"" + location + "\",\"bytes\":" + bytes + ",\"sha256\":\"" + sha256 + "\"}");
    }

    private static Headers claimed() {
        return binary(Attributes.CLAIM_MEDIA_TYPE);
    }
}
