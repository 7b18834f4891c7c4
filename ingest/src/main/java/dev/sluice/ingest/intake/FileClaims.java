package dev.sluice.ingest.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads content out of files inside the directories allowed to a source, links resolved first. Everything that touches a
 * file happens within a time, because a file system that has gone away blocks whoever asks it. Safe for use by several
 * threads.
 */
final class FileClaims {
    private static final Duration QUIET = Duration.ofSeconds(30);

    /** Opens a file that was found to be a regular one. */
    interface Opener {
        InputStream open(Path file) throws IOException;
    }

    private final Opener opener;
    private final FolderReads reads;

    FileClaims() {
        this(file -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), QUIET);
    }

    /** @param quiet how long a folder may give no sign */
    FileClaims(Opener opener, Duration quiet) {
        this.opener = opener;
        this.reads = new FolderReads(quiet);
    }

    /**
     * The content, with one byte more than declared where there is more.
     *
     * @throws QuarantinedException if the source may not claim it, or there is no such file
     * @throws ClaimStoreException if the folder is not there, or gives no answer in time
     */
    byte[] read(Claim claim, List<Path> allowed) {
        Path lexical = lexical(claim);
        List<Path> roots = roots(lexical, allowed);
        // Another folder of the source, which may be one that gives no sign, is looked at only for a link into it.
        List<Path> ownFirst =
                Stream.concat(roots.stream(), allowed.stream()).distinct().toList();
        return reads.read(roots.getFirst(), sign -> {
            try (InputStream in = new Signing(opener.open(inside(lexical, ownFirst)), sign)) {
                // One byte more than declared shows that there is more, without reading all of it.
                return in.readNBytes(Math.toIntExact(claim.bytes() + 1));
            } catch (IOException unreadable) {
                // Only what settings name can make a batch wait; the rest of the path is the publisher's word.
                roots.stream().filter(root -> !isThere(root)).findFirst().ifPresent(root -> {
                    throw ClaimStoreException.ofFolder(root, ClaimStoreException.Trouble.FOLDER_MISSING);
                });
                if (isOfThePath(unreadable)) {
                    throw new QuarantinedException(QuarantineReason.CLAIM_NOT_FOUND);
                }
                throw ClaimStoreException.ofFolder(roots.getFirst(), ClaimStoreException.Trouble.UNREACHABLE);
            }
        });
    }

    /**
     * The folder that a claim is read from.
     *
     * @throws QuarantinedException if it lies in none of those that are allowed
     */
    static Path folder(Claim claim, List<Path> allowed) {
        return roots(lexical(claim), allowed).getFirst();
    }

    private static Path lexical(Claim claim) {
        return path(claim.location()).toAbsolutePath().normalize();
    }

    private static List<Path> roots(Path lexical, List<Path> allowed) {
        List<Path> roots = allowed.stream()
                .filter(directory -> lexical.startsWith(directory.normalize()))
                .toList();
        if (roots.isEmpty()) {
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
        }
        return roots;
    }

    /**
     * Whether it is the path that leads nowhere; what the system or its disks lack passes, and nobody could mend the
     * message.
     */
    static boolean isOfThePath(IOException unreadable) {
        return unreadable instanceof FileSystemException failed
                && !SystemErrors.isOfTheSystem(Objects.requireNonNullElse(failed.getReason(), ""));
    }

    /** Gives a sign whenever something came. */
    private static final class Signing extends FilterInputStream {
        private final Runnable sign;

        Signing(InputStream in, Runnable sign) {
            super(in);
            this.sign = sign;
            sign.run();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            sign.run();
            return count;
        }
    }

    private static boolean isThere(Path root) {
        return Files.isDirectory(root) && Files.isExecutable(root);
    }

    private static Path path(String location) {
        try {
            URI uri = new URI(location);
            if (!"file".equals(uri.getScheme())
                    || uri.getAuthority() != null && !uri.getAuthority().isEmpty()) {
                throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
            }
            return Path.of(uri);
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
        }
    }

    private static Path inside(Path lexical, List<Path> allowed) throws IOException {
        Path real = lexical.toRealPath();
        for (Path directory : allowed) {
            if (Files.isDirectory(directory) && real.startsWith(directory.toRealPath())) {
                if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                    throw new NoSuchFileException("no regular file");
                }
                return real;
            }
        }
        throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
    }
}
