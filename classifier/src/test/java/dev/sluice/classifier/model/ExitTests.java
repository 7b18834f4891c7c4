package dev.sluice.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends while the model is at work ends in order, and not by a crash of native code. */
final class ExitTests {
    private static final int CODE = 7;

    @TempDir
    private Path folder;

    /** What the process does. */
    public static final class Busy {
        private Busy() {}

        /** Ends while four threads scan without end. */
        public static void main(String[] arguments) throws InterruptedException {
            TokenTier tier = ToyTier.of("toy");
            CountDownLatch running = new CountDownLatch(4);
            for (int i = 0; i < 4; i++) {
                Thread.ofPlatform().daemon().start(() -> {
                    tier.scan("dear Ingrid");
                    running.countDown();
                    while (true) {
                        tier.scan("the train leaves in the a ".repeat(500));
                    }
                });
            }
            // Other hooks may still be at work, and the threads with them, after the runtime's own.
            Runtime.getRuntime().addShutdownHook(new Thread(ExitTests::sleep));
            running.await();
            System.exit(CODE);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aProcessCanEndWhileScansRun() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-XX:-CreateCoredumpOnCrash",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("out.log")))
                .isEqualTo(CODE);
        assertThat(folder.resolve("crash.log")).doesNotExist();
    }
}
