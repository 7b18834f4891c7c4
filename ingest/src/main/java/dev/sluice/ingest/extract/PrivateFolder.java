package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary folder of one child process: readable to this user alone, in memory where the system offers that, gone
 * with the child. Its name carries the parent's process id, so that a later parent can remove what a killed one left.
 */
final class PrivateFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrivateFolder.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();
    private static final String PREFIX = "sluice-extract-";

    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    static PrivateFolder create() throws IOException {
        Path parent = parent();
        removeLeftovers(parent);
        return new PrivateFolder(Files.createTempDirectory(
                parent,
                PREFIX + ProcessHandle.current().pid() + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    Path path() {
        return path;
    }

    /** Bytes of all files in it; what vanishes meanwhile does not count. */
    long size() {
        long[] total = new long[1];
        walk(path, file -> total[0] += sizeOf(file));
        return total[0];
    }

    /** Removes it with everything in it. */
    @Override
    public void close() {
        remove(path.toString());
    }

    static void remove(String folder) {
        empty(folder);
        delete(Path.of(folder));
    }

    /** Removes everything in a folder, as far as that is possible. */
    static void empty(String folder) {
        Path root = Path.of(folder);
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        } catch (IOException gone) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                    if (!directory.equals(root)) {
                        delete(directory);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What is left goes when the folder is emptied the next time, or by the next parent.
        }
    }

    static Path parent() {
        for (Path memory : List.of(Path.of("/dev/shm"), Path.of("/run/shm"))) {
            try {
                if (Files.isWritable(memory)
                        && Files.getFileStore(memory).type().equals("tmpfs")) {
                    return memory;
                }
            } catch (IOException notThere) {
                continue;
            }
        }
        if (TOLD.compareAndSet(false, true)) {
            log.warn("documents that are being read lie in java.io.tmpdir, on disk: no tmpfs at /dev/shm or /run/shm");
        }
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void removeLeftovers(Path parent) {
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.startsWith(PREFIX)
                        && !ownerLives(name)
                        && !Files.isSymbolicLink(entry)
                        && Files.isWritable(entry)) {
                    new PrivateFolder(entry).close();
                }
            }
        } catch (IOException e) {
            // Leftovers of a killed parent stay until the next start.
        }
    }

    private static boolean ownerLives(String name) {
        String[] words = name.split("-");
        try {
            return words.length < 4
                    || ProcessHandle.of(Long.parseLong(words[2])).isPresent();
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static void walk(Path root, java.util.function.Consumer<Path> visit) {
        try (Stream<Path> files = Files.walk(root)) {
            files.forEach(visit);
        } catch (IOException | java.io.UncheckedIOException vanished) {
            // A file that is gone holds nothing.
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException vanished) {
            return 0;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // See empty.
        }
    }
}
