package dev.sluice.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims of a text of two gigabytes: each has its named state, and the file is not read into memory for it. */
class HugeClaimTests {
    private static final long SIZE = (2L << 30) + 1_000;
    private static final byte[] TEXT = "The first line of a text without end.\n".getBytes(UTF_8);
    private static final long A_LITTLE = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void aHugeTextIsRefusedForItsSizeWhateverTheMessageSays() throws IOException {
        Path file = huge();

        assertThat(refusal(file, SIZE, "0".repeat(64))).isEqualTo(QuarantineReason.OVERSIZE);
        assertThat(refusal(file, TEXT.length, Sha256.hex(TEXT))).isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(refusal(file, Integer.MAX_VALUE, Sha256.hex(TEXT))).isEqualTo(QuarantineReason.OVERSIZE);
        assertThat(refusal(file, Long.MAX_VALUE, Sha256.hex(TEXT))).isEqualTo(QuarantineReason.OVERSIZE);
    }

    private Path huge() throws IOException {
        Path path = folder.resolve("huge.txt");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(TEXT);
            file.setLength(SIZE); // sparse
        }
        return path;
    }

    private QuarantineReason refusal(Path file, long bytes, String sha256) {
        long most = IngestSettings.of(folder, "documents").limits().documentBytes();
        try (ClaimChecks claims = new ClaimChecks(most, 3)) {
            Claim claim = new Claim(file.toUri().toString(), bytes, sha256);
            SourceSettings source = SourceSettings.claimingFrom(folder);
            long before = allocated();
            Optional<QuarantinedException> refused = Optional.ofNullable(
                    catchThrowableOfType(QuarantinedException.class, () -> claims.read(claim, source)));
            assertThat(allocated() - before).isLessThan(A_LITTLE);
            return refused.orElseThrow().reason();
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
