package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptibleInputTests {
    @TempDir
    Path folder;

    @Test
    void readsAFileToItsEndByteByByteToo() throws IOException {
        Path file = Files.writeString(folder.resolve("in"), "\u00e9 and more");
        try (InterruptibleInput input = new InterruptibleInput(FileChannel.open(file))) {
            assertThat(input.read()).isEqualTo(0xC3);
            assertThat(input.readNBytes(100)).isEqualTo("\u00a9 and more".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(input.read()).isEqualTo(-1);
        }
    }

    /** A pipe into which nobody writes, as a terminal at which nobody types. */
    @Test
    void aReadThatWaitsEndsWhenItsThreadIsInterrupted() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        try (FileChannel both = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
                InterruptibleInput input = new InterruptibleInput(both)) {
            Thread reader = Thread.ofPlatform().daemon().start(() -> {
                try {
                    answer.complete(input.read());
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            while (reader.getState() != Thread.State.RUNNABLE || !isReading(reader)) {
                Thread.onSpinWait();
            }
            reader.interrupt();
            assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ClosedByInterruptException.class);
        }
    }

    private static boolean isReading(Thread reader) {
        for (StackTraceElement frame : reader.getStackTrace()) {
            if (frame.getMethodName().equals("read0")) {
                return true;
            }
        }
        return false;
    }
}
