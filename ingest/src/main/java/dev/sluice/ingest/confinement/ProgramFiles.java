package dev.sluice.ingest.confinement;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program has to read in order to run: the system's libraries, a Java runtime, a class path. Nothing of anybody's. */
final class ProgramFiles {
    private static final List<Path> SYSTEM = Stream.of(
                    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store", "/gnu/store")
            .map(Path::of)
            .toList();

    /** Of /etc what libraries look for; the rest can hold secrets. */
    private static final List<Path> SETTINGS = Stream.of(
                    "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/var/cache/fontconfig")
            .map(Path::of)
            .toList();

    static final List<Path> DEVICES =
            Stream.of("/dev/null", "/dev/random", "/dev/urandom").map(Path::of).toList();

    /** More mounts than this take longer to make than folders in common take to show. */
    private static final int MOST_MOUNTS = 12;

    private ProgramFiles() {}

    /** Folders of the system itself, those alone that are there and are no links. */
    static List<Path> system() {
        return SYSTEM.stream()
                .filter(folder -> Files.isDirectory(folder) && !Files.isSymbolicLink(folder))
                .toList();
    }

    /** Links in the root that lead into folders of the system, as {@code /lib} does. */
    static List<Path> systemLinks() {
        return SYSTEM.stream().filter(Files::isSymbolicLink).toList();
    }

    /** Settings of libraries, those of a Java runtime's package among them. */
    static Set<Path> settings() {
        Set<Path> settings = SETTINGS.stream().filter(Files::exists).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> all = Files.list(Path.of("/etc"))) {
            String runtime = "java-" + Runtime.version().feature() + "-";
            all.filter(path -> path.getFileName().toString().startsWith(runtime))
                    .forEach(settings::add);
        } catch (IOException none) {
            return settings;
        }
        return settings;
    }

    /** What a class path names, with what manifests of its archives name. */
    static Set<Path> classPath(String classPath) {
        Set<Path> all = new LinkedHashSet<>();
        for (String entry : classPath.split(java.io.File.pathSeparator)) {
            follow(Path.of(entry).toAbsolutePath().normalize(), all);
        }
        return all;
    }

    private static void follow(Path entry, Set<Path> into) {
        if (!Files.exists(entry) || !into.add(entry) || !Files.isRegularFile(entry)) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile(), false)) {
            Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
                    .ifPresent(names -> Stream.of(names.split("\\s+"))
                            .filter(name -> !name.isBlank())
                            .map(name -> entry.toUri().resolve(name))
                            .filter(name -> "file".equals(name.getScheme()))
                            .map(URI::getPath)
                            .forEach(path -> follow(Path.of(path), into)));
        } catch (IOException | IllegalArgumentException unreadable) {
            // No archive, or one that names nothing: the process will say so itself.
        }
    }

    /**
     * Fewer places that hold these: what lies in another goes, and the deepest give way to their folders, but never to one that
     * holds a home or anything that is to be hidden.
     */
    static Set<Path> inCommon(Set<Path> paths, Set<Path> apart) {
        TreeSet<Path> left = new TreeSet<>(
                Comparator.comparingInt(Path::getNameCount).reversed().thenComparing(Comparator.naturalOrder()));
        left.addAll(paths);
        dropInner(left);
        Set<Path> asTheyAre = new TreeSet<>();
        while (!left.isEmpty() && left.size() + asTheyAre.size() > MOST_MOUNTS) {
            Path deepest = left.removeFirst();
            Path folder = deepest.getParent();
            if (folder == null
                    || folder.getNameCount() < 2
                    || apart.stream().anyMatch(secret -> secret.startsWith(folder))) {
                asTheyAre.add(deepest);
            } else {
                left.add(folder);
                dropInner(left);
            }
        }
        asTheyAre.addAll(left);
        return asTheyAre;
    }

    private static void dropInner(Set<Path> paths) {
        Set<Path> all = Set.copyOf(paths);
        paths.removeIf(path -> {
            for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
                if (all.contains(folder)) {
                    return true;
                }
            }
            return false;
        });
    }
}
