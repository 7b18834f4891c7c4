package dev.sluice.app.command;

import dev.sluice.app.output.OutputFormat;
import dev.sluice.ingest.extract.UnreadPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a regular file, looked at before they are read: no file is too large for this process. */
final class FileBytes {
    /** A file is larger than what is taken. */
    static final class OverLimitException extends IOException {
        private static final long serialVersionUID = 1L;

        private OverLimitException(long most) {
            super("the file has more than " + most + " bytes");
        }
    }

    private static final String NOT_READABLE =
            "The file could not be opened (NOT_READABLE): it has gone, is no regular file, or may "
                    + "not be read by this user. What to do: look at its owner and mode, and at the disk it is on.";

    private FileBytes() {}

    /** Why a file was not read, as a code. */
    static String reason(IOException failure) {
        return failure instanceof OverLimitException ? "OVER_LIMIT" : "NOT_READABLE";
    }

    /** The same in words, as a cell beside the parts that are not read. */
    static Object cell(IOException failure, OutputFormat format) {
        UnreadPart whole = new UnreadPart("", reason(failure));
        return failure instanceof OverLimitException
                ? UnreadRows.cell("", whole.reason(), whole.words(), format)
                : UnreadRows.cell("", whole.reason(), NOT_READABLE, format);
    }

    /**
     * All of a file.
     *
     * @param most the most bytes that are taken, below 2 GiB
     * @throws OverLimitException if it has more
     * @throws IOException if it is no regular file, or cannot be read
     */
    static byte[] read(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException("no regular file");
        }
        if (Files.size(file) > most) {
            throw new OverLimitException(most);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(Math.toIntExact(most + 1));
            if (bytes.length > most) {
                throw new OverLimitException(most);
            }
            return bytes;
        }
    }
}
