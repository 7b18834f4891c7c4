package dev.sluice.ingest.extract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Character recognition by the configured tesseract program; pictures and text go through pipes. The program runs below
 * the child process and so within its limits: its memory is counted, and it is killed with it.
 */
record Tesseract(Path executable) {
    private static final int MAX_BYTES = 16 << 20;
    private static final int LIMIT_SECONDS = 30;

    /** What was recognised in a picture; empty if the program failed, took too long or said more than is taken. */
    Optional<RecognisedText> read(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            return Optional.empty();
        }
        ProcessBuilder builder = new ProcessBuilder(executable.toString(), "stdin", "stdout", "tsv")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("OMP_THREAD_LIMIT", "1", "TMPDIR", System.getProperty("java.io.tmpdir")));
        Process process = builder.start();
        Thread.ofPlatform().daemon().start(() -> write(process, png.toByteArray()));
        Thread.ofPlatform().daemon().start(() -> limit(process));
        try {
            byte[] said = process.getInputStream().readNBytes(MAX_BYTES);
            return said.length < MAX_BYTES && process.waitFor() == 0
                    ? Optional.of(RecognisedText.ofTsv(new String(said, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void write(Process process, byte[] png) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(png);
        } catch (IOException e) {
            // The program's exit tells.
        }
    }

    private static void limit(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
