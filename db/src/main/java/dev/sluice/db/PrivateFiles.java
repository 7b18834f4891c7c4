package dev.sluice.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/**
 * Files that only their owner may read: folders with mode 0700, files with mode 0600, created whole or not at all and
 * forced to the disk. A looser mode is refused when reading, since the secret may have been seen.
 */
public final class PrivateFiles {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 32;

    private PrivateFiles() {}

    /**
     * Makes the folder and what is missing above it with mode 0700.
     *
     * @throws UncheckedIOException if it cannot be made
     * @throws IllegalStateException if it exists with a looser mode
     */
    public static void makeFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the private folder " + folder, e);
        }
        refuseLooseMode(folder);
    }

    /** Makes the file with this content if there is none, else leaves it; two processes agree on one content. */
    public static void createOnce(Path file, byte[] content) {
        Path draft = file.resolveSibling(file.getFileName() + "." + randomHex(8) + ".new");
        try {
            write(draft, content);
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // another process was first: its content counts
            } finally {
                Files.deleteIfExists(draft);
            }
            force(folderOf(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Replaces the file's content in one step. */
    public static void replace(Path file, byte[] content) {
        Path draft = file.resolveSibling(file.getFileName() + "." + randomHex(8) + ".new");
        try {
            write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            force(folderOf(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * Reads a file that must be private.
     *
     * @throws IllegalStateException if others may read or write it
     * @throws UncheckedIOException if it cannot be read
     */
    public static byte[] read(Path file) {
        refuseLooseMode(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Reads the password in the file, made at random (256 bits, hex) if there is none. */
    public static String createOrReadPassword(Path file) {
        if (!Files.exists(file)) {
            createOnce(file, randomHex(PASSWORD_BYTES).getBytes(StandardCharsets.US_ASCII));
        }
        return new String(read(file), StandardCharsets.US_ASCII).strip();
    }

    static void refuseLooseMode(Path path) {
        Set<PosixFilePermission> mode;
        try {
            mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("no such file: " + path, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the mode of " + path, e);
        }
        String text = PosixFilePermissions.toString(mode);
        if (!text.endsWith("------")) {
            throw new IllegalStateException("expected " + path + " to be closed to others, found " + text
                    + "; close it (chmod go-rwx) and replace the secret if somebody else may have read it");
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root folder is no private file");
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
