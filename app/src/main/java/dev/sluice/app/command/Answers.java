package dev.sluice.app.command;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the answers of a command go. */
final class Answers {
    /** Standard output, which is not the command's to close: what is said behind it would count as not written. */
    private static final class StandardOutput extends FilterOutputStream {
        private StandardOutput() {
            super(System.out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private Answers() {}

    /** A writer into the file, in place of what it held, or else to standard output; to be closed. */
    static BufferedWriter to(@Nullable Path file) throws IOException {
        OutputStream bytes = file == null ? new StandardOutput() : Files.newOutputStream(file);
        return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    }
}
