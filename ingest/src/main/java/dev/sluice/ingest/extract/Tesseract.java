package dev.sluice.ingest.extract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** Character recognition by the configured tesseract program; pictures and text go through pipes. */
record Tesseract(Path executable) {
    private static final int MAX_BYTES = 4 << 20;
    private static final int LIMIT_SECONDS = 30;

    /** The text of a picture, possibly blank; empty if the program failed. */
    Optional<String> read(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(executable.toString(), "stdin", "stdout")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread writer = Thread.ofPlatform().daemon().start(() -> write(process, png.toByteArray()));
        try {
            byte[] text = process.getInputStream().readNBytes(MAX_BYTES);
            writer.join();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(new String(text, StandardCharsets.UTF_8)
                            .replace('\f', '\n')
                            .strip())
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
}
