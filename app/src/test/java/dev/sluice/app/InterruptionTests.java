package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Waiting for a command to stop. */
class InterruptionTests {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void aCommandThatEndsIsWaitedFor() {
        Thread command = Thread.ofPlatform().daemon().start(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        Interruption.stop(command, 60_000, err);
        assertThat(command.isAlive()).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("stopping").doesNotContain("gave up");
    }

    @Test
    void oneThatDoesNotIsGivenUpAndThatIsSaid() {
        CountDownLatch never = new CountDownLatch(1);
        Thread command = Thread.ofPlatform().daemon().start(() -> {
            while (never.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        Interruption.stop(command, 1, err);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("gave up", "the next run goes on");
        never.countDown();
    }
}
