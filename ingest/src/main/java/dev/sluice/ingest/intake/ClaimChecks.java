package dev.sluice.ingest.intake;

import dev.sluice.ingest.Sha256;
import java.nio.file.Path;
import java.util.List;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Reads content that a message only names: a file inside one of the directories allowed to its source, or an object in one
 * of its buckets, with the size and digest that the message says.
 */
final class ClaimChecks implements AutoCloseable {
    private final long maxBytes;
    private final FileClaims files = new FileClaims();
    private final ObjectClaims objects = new ObjectClaims(SystemDefaultDnsResolver.INSTANCE);
    private final SlowClaims slow;

    /**
     * Reads within limits.
     *
     * @param tries how often one may be late while its store gives others
     */
    ClaimChecks(long maxBytes, int tries) {
        this.maxBytes = maxBytes;
        this.slow = new SlowClaims(tries);
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
        if (content.length != claim.bytes() || !Sha256.hex(content).equals(claim.sha256())) {
            throw new QuarantinedException(QuarantineReason.CLAIM_MISMATCH);
        }
        return content;
    }

    private byte[] object(Claim claim, List<ClaimBucket> allowed) {
        ObjectLocation location = ObjectLocation.parse(claim.location())
                .orElseThrow(() -> new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED));
        ClaimBucket bucket =
                location.in(allowed).orElseThrow(() -> new QuarantinedException(QuarantineReason.CLAIM_NOT_ALLOWED));
        return slow.read(bucket, claim.location(), () -> objects.read(location, claim.bytes(), bucket));
    }

    private byte[] file(Claim claim, List<Path> allowed) {
        return slow.read(FileClaims.folder(claim, allowed), claim.location(), () -> files.read(claim, allowed));
    }

    @Override
    public void close() {
        objects.close();
    }
}
