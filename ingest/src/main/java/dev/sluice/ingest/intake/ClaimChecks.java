package dev.sluice.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads content that a message only names: a file inside one of the directories allowed to its source, links resolved
 * first, with the size and digest that the message says.
 */
final class ClaimChecks {
    private final long maxBytes;

    ClaimChecks(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    byte[] read(Claim claim, List<Path> allowed) {
        if (claim.bytes() > maxBytes) {
            throw new QuarantinedException(QuarantineReason.OVERSIZE);
        }
        Path file = inside(path(claim.location()), allowed);
        byte[] content;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            // One byte more than declared shows that there is more, without reading all of it.
            content = in.readNBytes(Math.toIntExact(claim.bytes() + 1));
        } catch (IOException unreadable) {
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_FOUND);
        }
        if (content.length != claim.bytes() || !Hex.sha256(content).equals(claim.sha256())) {
            throw new QuarantinedException(QuarantineReason.CLAIM_MISMATCH);
        }
        return content;
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

    private static Path inside(Path claimed, List<Path> allowed) {
        Path lexical = claimed.toAbsolutePath().normalize();
        if (allowed.stream().noneMatch(directory -> lexical.startsWith(directory.normalize()))) {
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
        }
        try {
            Path real = lexical.toRealPath();
            for (Path directory : allowed) {
                if (Files.isDirectory(directory) && real.startsWith(directory.toRealPath())) {
                    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                        throw new QuarantinedException(QuarantineReason.CLAIM_NOT_FOUND);
                    }
                    return real;
                }
            }
        } catch (IOException missing) {
            throw new QuarantinedException(QuarantineReason.CLAIM_NOT_FOUND);
        }
        throw new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED);
    }
}
