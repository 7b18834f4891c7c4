package dev.sluice.db.testing;

import dev.sluice.db.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A private folder of this JVM for its services; those of JVMs that died are cleared with what still runs in them. */
final class TestFolders {
    private static final String PREFIX = "sluice-test-";

    private TestFolders() {}

    static Path ofThisProcess(String service) {
        Path base = Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = base.resolve(PREFIX + ProcessHandle.current().pid());
        PrivateFiles.makeFolder(folder);
        return folder.resolve(service);
    }

    /** Folders of JVMs that no longer run. */
    static Stream<Path> abandoned() throws IOException {
        Path base = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> entries = Files.list(base)) {
            return entries
                    .filter(path -> path.getFileName().toString().matches(PREFIX + "\\d+"))
                    .filter(path -> ProcessHandle.of(
                                    Long.parseLong(path.getFileName().toString().substring(PREFIX.length())))
                            .isEmpty())
                    .toList()
                    .stream();
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cannot clear the test folder " + folder);
        }
    }
}
