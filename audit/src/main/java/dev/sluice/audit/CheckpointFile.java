package dev.sluice.audit;

import dev.sluice.audit.verify.NoteException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The newest signed checkpoint, held outside the database: a file that is whole or not there. */
final class CheckpointFile {
    private static final long LONGEST = 64 * 1024;

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * What the file holds; empty when there is none.
     *
     * @throws NoteException when it holds something else than a signed checkpoint
     * @throws AuditException when it cannot be read
     */
    Optional<SignedCheckpoint> read() {
        try {
            if (Files.size(file) > LONGEST) {
                throw new AuditException("the checkpoint file is longer than " + LONGEST + " bytes");
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Optional.of(SignedCheckpoint.parse(text));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new AuditException("the checkpoint file cannot be read", failed);
        }
    }

    /** Puts the checkpoint in the place of what is there; after a crash either the old or the new one is. */
    void write(SignedCheckpoint checkpoint) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Path folder = file.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(checkpoint.text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (folder != null) {
                try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                    directory.force(true);
                }
            }
        } catch (IOException failed) {
            throw new AuditException(
                    "the checkpoint of size " + checkpoint.checkpoint().size() + " cannot be written to its file",
                    failed);
        }
    }
}
