package dev.sluice.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Reads content that a message only names: a file inside one of the directories allowed to its source, links resolved
 * first, or an object in one of its buckets, with the size and digest that the message says.
 */
final class ClaimChecks implements AutoCloseable {
    private final long maxBytes;
    private final ObjectClaims objects = new ObjectClaims(SystemDefaultDnsResolver.INSTANCE);

    ClaimChecks(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The content.
     *
     * @throws QuarantinedException if the source may not claim it, or it is not what the message says
     * @throws ClaimStoreException if its store cannot say now
     */
    byte[] read(Claim claim, SourceSettings source) {
        if (claim.bytes() > maxBytes) {
            throw new QuarantinedException(QuarantineReason.OVERSIZE);
        }
        byte[] content = claim.location().startsWith(ObjectLocation.SCHEME)
                ? object(claim, source.buckets())
                : file(claim, source.claimDirectories());
        if (content.length != claim.bytes() || !Hex.sha256(content).equals(claim.sha256())) {
            throw new QuarantinedException(QuarantineReason.CLAIM_MISMATCH);
        }
        return content;
    }

    private byte[] object(Claim claim, List<ClaimBucket> allowed) {
        ObjectLocation location = ObjectLocation.parse(claim.location())
                .orElseThrow(() -> new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED));
        ClaimBucket bucket =
                location.in(allowed).orElseThrow(() -> new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED));
        return objects.read(location, claim.bytes(), bucket);
    }

    private static byte[] file(Claim claim, List<Path> allowed) {
        Path lexical = path(claim.location()).toAbsolutePath().normalize();
        List<Path> roots = allowed.stream()
                .filter(directory -> lexical.startsWith(directory.normalize()))
                .toList();
        if (roots.isEmpty()) {
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
        }
        try (InputStream in = Files.newInputStream(inside(lexical, allowed), LinkOption.NOFOLLOW_LINKS)) {
            // One byte more than declared shows that there is more, without reading all of it.
            return in.readNBytes(Math.toIntExact(claim.bytes() + 1));
        } catch (IOException unreadable) {
            // Only what settings name can make a batch wait; the rest of the path is the publisher's word.
            roots.stream().filter(root -> !isThere(root)).findFirst().ifPresent(root -> {
                throw ClaimStoreException.ofFolder(root);
            });
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_FOUND);
        }
    }

    private static boolean isThere(Path root) {
        return Files.isDirectory(root) && Files.isExecutable(root);
    }

    @Override
    public void close() {
        objects.close();
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
