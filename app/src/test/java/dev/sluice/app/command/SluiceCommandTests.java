package dev.sluice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SluiceCommandTests {
    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("planted: no space left on device");
        }
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() {
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(complained, true, StandardCharsets.UTF_8);
        String[] command = {"--version"};
        assertThat(SluiceCommand.run(command, new PrintStream(OutputStream.nullOutputStream()), err))
                .isZero();
        assertThat(complained.size()).isZero();
        assertThat(SluiceCommand.run(command, new PrintStream(new FullDisk()), err))
                .isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("not all of the output could be written");
    }
}
