package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recognition program may answer or do, with programs of this test's own in a real child process. */
class CharacterRecognitionTests {
    private static final byte[] SCAN = Samples.png(Samples.written("Patient Jane Doe", 40, Color.BLACK, Color.WHITE));

    @TempDir
    Path folder;

    @Test
    void whatWasRecognisedIsAnOcrPart() throws Exception {
        Extraction extraction = extract(SCAN, answer("96.5", "Patient", "Jane"), Duration.ofMinutes(2));

        assertThat(extraction.complete()).isTrue();
        assertThat(extraction.text().canonical()).contains("Patient Jane");
        assertThat(extraction.coverage().parts())
                .extracting(CoveragePart::state)
                .contains(PartState.OCR);
    }

    @Test
    void whatWasGuessedIsKeptAndUnread() throws Exception {
        Extraction extraction = extract(SCAN, answer("41", "Pqtiemt", "Jbne"), Duration.ofMinutes(2));

        assertThat(extraction.unread()).containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
        assertThat(extraction.text().canonical()).contains("Pqtiemt Jbne");
    }

    @Test
    void nothingRecognisedWhereWritingMayBeIsUnread() throws Exception {
        assertThat(extract(SCAN, "cat >/dev/null", Duration.ofMinutes(2)).unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
        Extraction logo = extract(Samples.png(Samples.plainLogo()), "cat >/dev/null", Duration.ofMinutes(2));
        assertThat(logo.unread()).doesNotContain(UnreadReason.IMAGE_WITHOUT_OCR);
        assertThat(logo.coverage().parts()).extracting(CoveragePart::state).contains(PartState.NO_TEXT);
    }

    @Test
    void aProgramThatFailsLeavesThePictureUnread() throws Exception {
        assertThat(extract(SCAN, answer("96", "Patient") + "\nexit 1", Duration.ofMinutes(2))
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void itsMemoryCountsAsTheChilds() throws Exception {
        String hoard = "yes | head -c 2000000000 | tail -c 1900000000 >/dev/null\nsleep 600";

        assertThat(extract(SCAN, hoard, Duration.ofMinutes(2)).unread()).containsExactly(UnreadReason.MEMORY);
    }

    @Test
    void itIsKilledWithTheChild() throws Exception {
        // The program can write nowhere that we see, and knows itself by another number: it is found by what it was
        // given.
        String mark = "600." + System.nanoTime();
        CompletableFuture<Extraction> extraction = CompletableFuture.supplyAsync(() -> {
            try {
                return extract(SCAN, "exec sleep " + mark, Duration.ofSeconds(8));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Optional<ProcessHandle> started = Optional.empty();
        while (started.isEmpty() && !extraction.isDone()) {
            Thread.sleep(20);
            started = ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + mark))
                    .findAny();
        }
        assertThat(started).isPresent();
        assertThat(extraction.join().unread()).containsExactly(UnreadReason.TIMEOUT);
        // The kill is sent before the extraction returns; the system may take a moment to carry it out.
        assertThat(started.get().onExit()).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void linesAreThoseOfTheTable() {
        RecognisedText text = RecognisedText.ofTsv("level\tpage_num\n" + row(1, 1, "90", "one") + row(1, 1, "80", "two")
                + row(1, 2, "x", "three") + "5\tcut");

        assertThat(text.text()).isEqualTo("one two\nthree");
        assertThat(text.confidence()).isBetween(46.0, 47.0);
    }

    private Extraction extract(byte[] document, String script, Duration timeout) throws Exception {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        ExtractionSettings settings =
                ExtractionSettings.defaults().withTimeout(timeout).withOcr(program);
        try (Extractor extractor = new Extractor(settings)) {
            return extractor.extract(document, Optional.empty(), Optional.empty());
        }
    }

    private static String answer(String confidence, String... words) {
        StringBuilder script = new StringBuilder("cat >/dev/null\n");
        for (String word : words) {
            script.append("printf '")
                    .append(row(1, 1, confidence, word).replace("\t", "\\t").replace("\n", "\\n"))
                    .append("'\n");
        }
        return script.toString().strip();
    }

    private static String row(int block, int line, String confidence, String word) {
        return "5\t1\t" + block + "\t1\t" + line + "\t1\t0\t0\t9\t9\t" + confidence + "\t" + word + "\n";
    }
}
