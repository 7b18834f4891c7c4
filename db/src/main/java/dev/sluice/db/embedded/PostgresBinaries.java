package dev.sluice.db.embedded;

import dev.sluice.db.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once for a user into {@code ${XDG_CACHE_HOME:-~/.cache}/sluice}, or into the
 * service's own folder where that cannot be written; named by the digest of their archive and renamed into place whole.
 */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder that has {@code bin/postgres}. */
    static Path unpackOnce(Path ownFolder) {
        byte[] archive = archive();
        String name = "postgres-" + sha256(archive).substring(0, 16);
        try {
            return unpackOnce(archive, cacheFolder(), name);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            try {
                return unpackOnce(archive, ownFolder, name);
            } catch (IOException inOwnFolder) {
                throw new EmbeddedServiceException("cannot unpack PostgreSQL into " + ownFolder, inOwnFolder);
            }
        }
    }

    private static Path unpackOnce(byte[] archive, Path folder, String name) throws IOException {
        PrivateFiles.makeFolder(folder);
        Path home = folder.resolve(name);
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        Path draft = folder.resolve(name + "." + UUID.randomUUID() + ".new");
        try {
            PrivateFiles.makeFolder(draft);
            TarArchive.unpack(new XZInputStream(new ByteArrayInputStream(archive)), draft);
            Files.move(draft, home);
        } catch (IOException e) {
            deleteTree(draft);
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
        return home;
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Path cacheFolder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path cache = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return cache.resolve("sluice");
    }

    private static byte[] archive() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String machine = arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String resource = "/postgres-" + system + "-" + machine + ".txz";
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new EmbeddedServiceException("there is no PostgreSQL for this machine on the class path ("
                        + resource + "): use a running one with --database");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new EmbeddedServiceException("cannot read " + resource, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new EmbeddedServiceException("this JDK has no SHA-256", e);
        }
    }
}
