package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DataFolder;
import dev.sluice.ingest.confinement.Measures;
import dev.sluice.ingest.extract.ExtractionHealth;
import dev.sluice.ingest.extract.UnreadReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionFileTests {
    @TempDir
    Path folder;

    private static ExtractionHealth health(long complete, SortedMap<UnreadReason, Long> lost) {
        return new ExtractionHealth(
                1,
                7,
                2,
                3,
                lost,
                complete,
                new TreeMap<>(Map.of(UnreadReason.ENCRYPTED, 4L)),
                5,
                6,
                700,
                8_000,
                9L << 30);
    }

    private DataFolder data() {
        return DataFolder.open(Optional.of(folder.resolve("data")), Map.of());
    }

    @Test
    void whatWasWrittenLastIsRead() throws Exception {
        DataFolder data = data();
        AtomicReference<ExtractionHealth> now = new AtomicReference<>(health(0, new TreeMap<>()));
        assertThat(ExtractionFile.read(data)).isEmpty();

        Measures measures =
                new Measures(Measures.Files.LANDLOCK, Measures.Network.SOCKETS_REFUSED, Measures.Processes.OPEN);

        try (ExtractionFile file = ExtractionFile.keep(data, now::get, measures)) {
            assertThat(file).isNotNull();
            assertThat(ExtractionFile.read(data))
                    .containsAll(ExtractionFile.counts(now.get()))
                    .contains(
                            new ExtractionFile.Count("CONFINED_FILES", "LANDLOCK", 1),
                            new ExtractionFile.Count("CONFINED_NETWORK", "SOCKETS_REFUSED", 1),
                            new ExtractionFile.Count("CONFINED_PROCESSES", "OPEN", 0));
            now.set(health(12, new TreeMap<>(Map.of(UnreadReason.MEMORY, 1L, UnreadReason.CRASHED, 2L))));
        }

        assertThat(ExtractionFile.read(data))
                .containsAll(ExtractionFile.counts(now.get()))
                .contains(
                        new ExtractionFile.Count("COMPLETE", "", 12),
                        new ExtractionFile.Count("INCOMPLETE", "ENCRYPTED", 4),
                        new ExtractionFile.Count("CHILDREN_LOST", "CRASHED", 2),
                        new ExtractionFile.Count("CHILDREN_LOST", "MEMORY", 1),
                        new ExtractionFile.Count("RESIDENT_BYTES", "", 9L << 30));
        Path written = data.root().resolve("extraction-health");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNotOfItsFormIsLeftOut() throws Exception {
        DataFolder data = data();
        Files.writeString(
                data.root().resolve("extraction-health"), "COMPLETE  3\nAnn Quill 4\nPLAIN  x\n\nRETRIED  1\n");

        assertThat(ExtractionFile.read(data))
                .containsExactly(
                        new ExtractionFile.Count("COMPLETE", "", 3), new ExtractionFile.Count("RETRIED", "", 1));

        Files.write(data.root().resolve("extraction-health"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(ExtractionFile.read(data)).isEmpty();
    }
}
