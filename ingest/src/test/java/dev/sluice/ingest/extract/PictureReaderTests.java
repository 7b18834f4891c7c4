package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTests {
    private static final BufferedImage HANDWRITING =
            Samples.written("An illegible note on a chart", 30, Color.BLACK, Color.WHITE);

    @TempDir
    private Path folder;

    private Collected judged(String recognises, BufferedImage image) throws IOException {
        Path program = folder.resolve("recogniser");
        Files.writeString(program, "#!/bin/sh\ncat > /dev/null\nprintf '" + recognises + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        ExtractionSettings settings = ExtractionSettings.defaults();
        Collected collected = new Collected(settings);
        new PictureReader(Optional.of(new Tesseract(program)))
                .judge(
                        image.getWidth(),
                        image.getHeight(),
                        () -> image,
                        new Place("image/1", PartKind.IMAGE, "", 1),
                        new Reading(new DocumentReader(settings), collected));
        return collected;
    }

    @Test
    void aPictureInWhichNothingIsRecognisedIsUnread() throws IOException {
        assertThat(judged(" \\n", HANDWRITING).finish(Duration.ZERO).unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void whatIsRecognisedIsRead() throws IOException {
        Extraction extraction = judged("See the chart", HANDWRITING).finish(Duration.ZERO);

        assertThat(extraction.unread()).isEmpty();
        assertThat(extraction.text().canonical()).contains("See the chart");
    }

    @Test
    void aPlainLogoHasNothingToRecognise() throws IOException {
        assertThat(judged("", Samples.plainLogo())
                        .finish(Duration.ZERO)
                        .coverage()
                        .parts())
                .filteredOn(part -> part.path().equals("image/1"))
                .extracting(CoveragePart::state)
                .containsExactly(PartState.NO_TEXT);
    }
}
