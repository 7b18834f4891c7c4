package dev.sluice.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short-lived programs of the system or of PostgreSQL. */
final class Programs {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int OUTPUT_BYTES = 4096;

    private Programs() {}

    /** How a program ended and the beginning of what it said. */
    record Ended(int status, String output) {}

    static Ended run(List<String> command, Duration within) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        cleanEnvironment(builder);
        try {
            Path output = Files.createTempFile("sluice", ".out");
            try {
                Process process = builder.redirectOutput(output.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return new Ended(-1, "did not end within " + within.toSeconds() + " s");
                }
                try (InputStream in = Files.newInputStream(output)) {
                    return new Ended(
                            process.exitValue(),
                            new String(in.readNBytes(OUTPUT_BYTES), StandardCharsets.UTF_8).strip());
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Ended(-1, "cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServiceException("interrupted while waiting for " + command.getFirst(), e);
        }
    }

    /** Nothing of ours or of another PostgreSQL reaches the program. */
    static void cleanEnvironment(ProcessBuilder builder) {
        String path = builder.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
    }

    static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServiceException("interrupted while waiting for an embedded service", e);
        }
    }
}
