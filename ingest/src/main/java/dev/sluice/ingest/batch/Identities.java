package dev.sluice.ingest.batch;

import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.intake.IncomingDocument;
import dev.sluice.ingest.intake.LookupDigests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds documents by keyed digests of what upstream systems call them. */
final class Identities {
    private static final byte[] PARAMETERS = "payload+parameters".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final LookupDigests lookup;
    private final Origins origins;

    Identities(DataSource dataSource, KeyRing keys, Origins origins) {
        this.jdbc = JdbcClient.create(dataSource);
        this.keys = keys;
        this.lookup = new LookupDigests(keys);
        this.origins = origins;
    }

    record Known(UUID documentId, byte[] payloadDigest) {
        boolean sameContent(byte[] digest) {
            return Arrays.equals(payloadDigest, digest);
        }
    }

    byte[] upstream(IncomingDocument document) {
        return lookup.upstream(document.source(), document.id());
    }

    /** Of the bytes alone without parameters, so that equal bytes are found again whoever sends them. */
    byte[] payload(IncomingDocument document) {
        return document.parameters().length == 0
                ? origins.lookup(document.content())
                : keys.mac(KeyName.LOOKUP, PARAMETERS, document.content(), document.parameters());
    }

    byte[] subject(String token) {
        return lookup.subject(token);
    }

    /** The tenant as records name it. */
    String tenant(IncomingDocument document) {
        return document.tenantListed() ? document.tenant() : lookup.tenant(document.tenant());
    }

    Optional<Known> find(byte[] upstreamDigest) {
        return jdbc.sql("select document_id, payload_digest from sluice.document where upstream_digest = :digest")
                .param("digest", upstreamDigest)
                .query((row, number) -> new Known(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }
}
