package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;

/** Single compressed streams: read to their end, with nothing before and nothing behind it. */
class CompressedStreamTests {
    private static final byte[] TEXT =
            "An ordinary letter about Quillfeather.\n".repeat(50).getBytes(StandardCharsets.UTF_8);

    private static Extraction read(byte[] document) {
        ExtractionSettings settings = ExtractionSettings.defaults();
        Collected collected = new Collected(settings);
        new Reading(new DocumentReader(settings), collected).document(document);
        return collected.finish(Duration.ZERO);
    }

    @Test
    void aZlibStreamIsReadToItsEndAndNothingMayFollow() {
        byte[] stream = Samples.bytes(out -> {
            try (DeflaterOutputStream compressed = new DeflaterOutputStream(out)) {
                compressed.write(TEXT);
            }
        });

        assertThat(read(stream).text().canonical()).contains("Quillfeather");
        assertThat(read(stream).unread()).isEmpty();
        assertThat(read(Arrays.copyOf(stream, stream.length - 5)).unread()).containsExactly(UnreadReason.TRUNCATED);
        assertThat(read(Arrays.copyOf(stream, stream.length + 5)).unread()).containsExactly(UnreadReason.DAMAGED);
        assertThat(read(Arrays.copyOf(stream, stream.length + 5_000)).unread()).containsExactly(UnreadReason.DAMAGED);
    }

    @Test
    void aZstandardStreamIsReadToItsEnd() {
        byte[] stream = Samples.bytes(out -> {
            try (ZstdCompressorOutputStream compressed = new ZstdCompressorOutputStream(out)) {
                compressed.write(TEXT);
            }
        });

        assertThat(read(stream).text().canonical()).contains("Quillfeather");
        assertThat(read(stream).unread()).isEmpty();
        assertThat(read(Arrays.copyOf(stream, stream.length - 5)).complete()).isFalse();
        assertThat(read(Arrays.copyOf(stream, stream.length + 50)).complete()).isFalse();
    }
}
