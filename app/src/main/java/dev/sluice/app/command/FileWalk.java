package dev.sluice.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The regular files under the paths of a command, in a stable order, each once. Symbolic links are not followed; what
 * cannot be looked into, a folder for one, is in the list all the same, and fails when it is read.
 */
final class FileWalk {
    /**
     * One file and the name it is shown and identified by: its path relative to the argument that led to it, or its path
     * as it was given where two arguments lead to files of one relative path.
     */
    record Found(Path file, String relative) {}

    private FileWalk() {}

    /**
     * @param paths files or folders named on the command line
     * @throws CommandLine.ParameterException if one does not exist or is a link, or there is no file under any
     */
    static List<Found> under(List<Path> paths, CommandSpec spec) {
        SequencedMap<Path, Found> found = new LinkedHashMap<>();
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "no such file or folder: " + path);
            }
            if (Files.isSymbolicLink(path)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), path + " is a link, and links are not followed");
            }
            if (Files.isDirectory(path)) {
                walk(path, found);
            } else {
                add(path, path.toAbsolutePath().getFileName().toString(), found);
            }
        }
        if (found.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "nothing to do: no file under " + paths + " (links are not followed)");
        }
        return distinct(found.values());
    }

    private static List<Found> distinct(Collection<Found> found) {
        Map<String, Long> times = found.stream().collect(Collectors.groupingBy(Found::relative, Collectors.counting()));
        return found.stream()
                .map(each -> times.getOrDefault(each.relative(), 1L) == 1
                        ? each
                        : new Found(each.file(), each.file().normalize().toString()))
                .sorted(Comparator.comparing(Found::relative).thenComparing(Found::file))
                .toList();
    }

    private static void add(Path file, String relative, Map<Path, Found> found) {
        found.putIfAbsent(file.toAbsolutePath().normalize(), new Found(file, relative));
    }

    private static void walk(Path folder, Map<Path, Found> found) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        add(file, folder.relativize(file).toString(), found);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    String relative = folder.relativize(file).toString();
                    add(file, relative.isEmpty() ? file.toString() : relative, found);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk a folder", e);
        }
    }
}
