package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.intake.IntakeLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction takes no further document once those that it has hold so many bytes. */
class ChunkBytesIntegrationTests {
    private static final int DOCUMENTS = 5;

    @TempDir
    private Path claims;

    @Test
    void aSmallBoundMakesATransactionOfEachDocument() {
        assertThat(transactions(1)).isEqualTo(DOCUMENTS);
    }

    @Test
    void aLargeOneTakesThemTogether() {
        assertThat(transactions(IntakeLimits.DEFAULTS.chunkBytes())).isEqualTo(1);
    }

    private long transactions(long chunkBytes) {
        try (Station station = new Station(claims, true)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                station.publish(Station.document("memo-" + i, "The museum opens at nine, memo " + i + "."));
            }
            Ingest node = station.node(station.settings()
                    .withWork(50, 10, 1, 1)
                    .withLimits(IntakeLimits.DEFAULTS.withChunkBytes(chunkBytes)));
            node.start();
            try {
                station.awaitOffsets(DOCUMENTS);
            } finally {
                node.stop();
            }
            assertThat(station.count("select count(*) from sluice.batch")).isEqualTo(1);
            assertThat(station.count("select count(*) from sluice.document")).isEqualTo(DOCUMENTS);
            return station.count("select count(distinct xmin::text) from sluice.offset_outcome");
        }
    }
}
