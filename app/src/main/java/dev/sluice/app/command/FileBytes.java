package dev.sluice.app.command;

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

    private FileBytes() {}

    /** Why a file was not read, as a code. */
    static String reason(IOException failure) {
        return failure instanceof OverLimitException ? "OVER_LIMIT" : "NOT_READABLE";
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
