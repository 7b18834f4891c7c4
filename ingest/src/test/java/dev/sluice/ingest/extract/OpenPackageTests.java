package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;

class OpenPackageTests {
    private static final long MOST = 64 << 20;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyEntryIsReadWhetherItIsKeptOrNot() throws IOException {
        byte[] large = new byte[12 << 20];
        Arrays.fill(large, (byte) 'x');
        byte[] zip = Samples.zip("a.xml", bytes("<a/>"), "b.bin", large, "c.bin", large, "d.xml", bytes("<d/>"));
        try (OpenPackage opened = OpenPackage.open(zip)) {
            assertThat(opened.check(MOST)).isEmpty();
            assertThat(opened.entries())
                    .extracting(ZipArchiveEntry::getName)
                    .containsExactly("a.xml", "b.bin", "c.bin", "d.xml");
            for (ZipArchiveEntry entry : opened.entries()) {
                byte[] expected = entry.getName().endsWith(".bin")
                        ? large
                        : bytes("<" + entry.getName().charAt(0) + "/>");
                try (InputStream stream = opened.stream(entry)) {
                    assertThat(stream.readAllBytes()).isEqualTo(expected);
                }
                assertThat(opened.content(entry, large.length)).isEqualTo(expected);
                assertThat(opened.content(entry, 3)).isEqualTo(Arrays.copyOf(expected, 4));
            }
        }
    }

    @Test
    void aWrongChecksumIsDamageAndTheRestCanStillBeRead() throws IOException {
        byte[] zip = Samples.zip("a.xml", bytes("<a/>"), "b.xml", bytes("<b/>"));
        // The directory's checksum of the first entry: 16 bytes into its record.
        int record = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        zip[record + 16] ^= 1;
        try (OpenPackage opened = OpenPackage.open(zip)) {
            assertThat(opened.check(MOST)).contains(UnreadReason.DAMAGED);
            try (InputStream stream = opened.stream(opened.entries().getLast())) {
                assertThat(stream.readAllBytes()).isEqualTo(bytes("<b/>"));
            }
        }
    }

    @Test
    void moreThanIsAllowedIsALimit() throws IOException {
        try (OpenPackage opened = OpenPackage.open(Samples.zip("a.bin", new byte[5_000], "b.bin", new byte[5_000]))) {
            assertThatThrownBy(() -> opened.check(9_999)).isInstanceOf(LimitReachedException.class);
            assertThat(opened.check(10_000)).isEmpty();
        }
    }

    @Test
    void whatHasNoDirectoryIsNone() {
        byte[] zip = Samples.zip("a.xml", bytes("<a/>"));

        assertThatThrownBy(() -> OpenPackage.open(Arrays.copyOf(zip, zip.length - 30)))
                .isInstanceOf(EOFException.class);
    }
}
