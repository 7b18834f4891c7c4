package dev.sluice.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The regular files under the paths of a command, in a stable order. Symbolic links are not followed; a folder that
 * cannot be read is said, not skipped in silence.
 */
final class FileWalk {
    /** One file and the name it is shown and identified by: its path relative to the argument that led to it. */
    record Found(Path file, String relative) {}

    private FileWalk() {}

    /**
     * @param paths files or folders named on the command line
     * @throws CommandLine.ParameterException if one does not exist
     */
    static List<Found> under(List<Path> paths, CommandSpec spec) {
        List<Found> found = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "no such file or folder: " + path);
            }
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                found.add(new Found(path, path.getFileName().toString()));
            } else {
                walk(path, found);
            }
        }
        found.sort(Comparator.comparing(Found::relative).thenComparing(Found::file));
        return List.copyOf(found);
    }

    private static void walk(Path folder, List<Found> found) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(new Found(file, folder.relativize(file).toString()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    System.err.println("sluice: cannot read " + file + "; it is left out");
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk " + folder, e);
        }
    }
}
