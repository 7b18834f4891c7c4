package dev.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder in which a machine keeps everything of its own: keys, secrets, embedded services, claim checks, the last
 * checkpoint and the log file. Mode 0700. One node at a time holds its {@linkplain #lock() lock}.
 */
public final class DataFolder {
    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens the data folder, making it where it is missing.
     *
     * @param explicit the folder named on the command line; else {@code SLUICE_DATA}, else the user's state folder
     * @throws ServiceMissingException if it cannot be made, or is somebody else's folder that others may read
     */
    public static DataFolder open(Optional<Path> explicit, Map<String, String> environment) {
        Path root = locate(explicit, environment);
        try {
            Files.createDirectories(root.getParent());
            if (Files.notExists(root)) {
                Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.getPosixFilePermissions(root).equals(PosixFilePermissions.fromString("rwx------"))) {
                if (!isOurs(root)) {
                    throw new ServiceMissingException(root + " holds other files and others may look into it, so it is "
                            + "no data folder; name an empty or a new one with --data");
                }
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(root.resolve("log"));
            Files.createDirectories(root.resolve("claims"));
        } catch (IOException e) {
            throw new ServiceMissingException(
                    "cannot make the data folder " + root + " (mode 0700); name another with --data, or free the path");
        }
        return new DataFolder(root);
    }

    /** Whether it was made by an earlier start, or is empty: nobody else's folder is locked. */
    private static boolean isOurs(Path root) throws IOException {
        if (Files.exists(root.resolve("id")) || Files.exists(root.resolve("lock"))) {
            return true;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Where the data folder is or would be made, absolute; nothing is made. */
    public static Path locate(Optional<Path> explicit, Map<String, String> environment) {
        return explicit.or(() ->
                        Optional.ofNullable(environment.get("SLUICE_DATA")).map(Path::of))
                .orElseGet(() -> stateHome(environment).resolve("sluice"))
                .toAbsolutePath()
                .normalize();
    }

    private static Path stateHome(Map<String, String> environment) {
        String xdg = environment.get("XDG_STATE_HOME");
        return xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(xdg);
    }

    /** The folder itself, absolute. */
    public Path root() {
        return root;
    }

    /** Keys of the key ring. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Passwords of database roles. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** The embedded PostgreSQL's folder. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** The embedded Kafka broker's folder. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Payloads too large for a message. */
    public Path claims() {
        return root.resolve("claims");
    }

    /** The newest signed checkpoint, outside the database. */
    public Path checkpoint() {
        return root.resolve("checkpoint");
    }

    /** The log file. */
    public Path logFile() {
        return root.resolve("log").resolve("sluice.log");
    }

    /** The CloudEvents source of what this folder's command line publishes. */
    public URI source() {
        return URI.create("urn:sluice:cli:" + id());
    }

    /** This folder's own id, made once: the source of what the command line publishes. */
    public UUID id() {
        Path file = root.resolve("id");
        try {
            if (Files.notExists(file)) {
                Path fresh = Files.createTempFile(root, "id", ".new");
                Files.writeString(fresh, UUID.randomUUID().toString());
                Files.move(fresh, file);
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the data folder's id", e);
        }
    }

    /**
     * Takes the folder for this process.
     *
     * @return the lock, or empty when another process holds it
     */
    public Optional<AutoCloseable> lock() {
        try {
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(java.nio.ByteBuffer.wrap(
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(channel::close);
        } catch (IOException e) {
            throw new ServiceMissingException(
                    "cannot lock the data folder " + root + "; is the disk full or read-only?");
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
