package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.OutgoingDocument;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.ingest.intake.SourceSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large original lies unsealed only until its document is stored. */
class SpentClaimIntegrationTests {
    private static final byte[] LARGE = "The garden party is on Saturday at noon. Everybody brings a cake.\n"
            .repeat(20_000)
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path claims;

    @Test
    void goesWithItsOwnMessageAndNotWithAnotherOfEqualContent() {
        try (Station station = new Station(claims, true)) {
            station.publish(large("first"));
            station.publish(large("second"));
            station.publish(large("second"));
            runUntil(station, 3, () -> files() == 0);

            station.publish(large("third"));
            assertThat(files()).as("what nobody has read yet stays").isEqualTo(1);
            runUntil(station, 4, () -> files() == 0);

            assertThat(station.count("select count(*) from sluice.offset_outcome where outcome = 'DOCUMENT'"))
                    .isEqualTo(3);
            assertThat(station.count("select count(*) from sluice.offset_outcome where outcome = 'DUPLICATE'"))
                    .isEqualTo(1);
            assertThat(station.count("select count(distinct owner) from content.restricted where kind = 'ORIGINAL'"))
                    .isEqualTo(3);
        }
    }

    @Test
    void whatACrashLeftAfterTheCommitGoesAtTheNextStart() {
        try (Station station = new Station(claims, true)) {
            station.publish(large("first"));
            Ingest dies = station.node(times(station, Duration.ofHours(1)));
            dies.start();
            station.awaitOffsets(1);
            dies.stop();
            assertThat(files()).isEqualTo(1);
            assertThat(station.count("select count(*) from sluice.spent_claim")).isEqualTo(1);

            runUntil(station, 1, () -> files() == 0);

            Station.await("the note to go", () -> station.count("select count(*) from sluice.spent_claim") == 0);
        }
    }

    /** A file is not ours because its name looks so: not another source's, and not in another folder. */
    @Test
    void whatOthersCallLikeOursStays() throws Exception {
        Path theirs = Files.createDirectory(claims.resolve("theirs"));
        try (Station station = new Station(claims, true)) {
            station.publish(large("ours"));
            station.publish(new OutgoingDocument(
                    URI.create("urn:test:archive"),
                    "alike",
                    large("x").attributes(),
                    Optional.of("text/plain"),
                    Optional.empty(),
                    Map.of(),
                    LARGE));
            List<String> published = List.of(names());
            assertThat(published).hasSize(2);
            try (DocumentPublisher elsewhere = new DocumentPublisher(station.clients(), station.topic(), theirs)) {
                elsewhere.publish(large("from another folder")).join();
            }
            Ingest node = station.node(
                    times(station, Duration.ofMillis(300)).withSources(Map.of(), claimingFromBoth(theirs)));
            node.start();
            try {
                station.awaitOffsets(3);
                Station.await("ours to go", () -> files() == 1);
                Station.await("the notes to go", () -> station.count("select count(*) from sluice.spent_claim") == 0);
            } finally {
                node.stop();
            }
            assertThat(station.count("select count(*) from sluice.document")).isEqualTo(3);
            assertThat(theirs.toFile().list()).hasSize(1);
        }
    }

    @Test
    void anotherNodesNoteIsLeftToIt() {
        try (Station station = new Station(claims, true)) {
            station.publish(large("first"));
            Ingest node = station.node(times(station, Duration.ofMillis(300)));
            Ingest other = station.node(
                    times(station, Duration.ofMillis(300)).withOwnClaims(new OwnClaims("urn:test:another", claims)));
            station.sql(
                    "insert into sluice.spent_claim (claim_id, source) values (gen_random_uuid(), 'urn:test:third')");
            other.start();
            try {
                station.awaitOffsets(1);
            } finally {
                other.stop();
            }
            assertThat(files()).as("read by a node whose it is not").isEqualTo(1);
            station.publish(large("first"));
            node.start();
            try {
                station.awaitOffsets(2);
                Station.await("its own to go", () -> files() == 1);
            } finally {
                node.stop();
            }
            assertThat(station.count("select count(*) from sluice.spent_claim where source = 'urn:test:third'"))
                    .isEqualTo(1);
        }
    }

    private SourceSettings claimingFromBoth(Path theirs) {
        return SourceSettings.claimingFrom(claims, theirs);
    }

    private void runUntil(Station station, long offsets, Callable<Boolean> until) {
        Ingest node = station.node(times(station, Duration.ofMillis(300)));
        node.start();
        try {
            station.awaitOffsets(offsets);
            Station.await("the claim checks to go", until);
        } finally {
            node.stop();
        }
    }

    private static IngestSettings times(Station station, Duration housekeeping) {
        return station.settings().withTimes(Duration.ofSeconds(60), housekeeping, Duration.ofMinutes(20));
    }

    private static OutgoingDocument large(String id) {
        return new OutgoingDocument(
                Station.SOURCE,
                id,
                Station.document("x", "").attributes(),
                Optional.of("text/plain"),
                Optional.empty(),
                Map.of(),
                LARGE);
    }

    private int files() {
        return names().length;
    }

    private String[] names() {
        return Objects.requireNonNull(claims.toFile().list((folder, name) -> name.endsWith(".claim")));
    }
}
