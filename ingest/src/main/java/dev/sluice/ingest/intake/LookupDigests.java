package dev.sluice.ingest.intake;

import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Keyed digests by which documents and subjects are found without storing what upstream systems call them. */
public final class LookupDigests {
    private static final byte[] UPSTREAM = "upstream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUBJECT = "subject".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TENANT = "tenant".getBytes(StandardCharsets.US_ASCII);
    private static final int TENANT_DIGITS = 32;

    private final KeyRing keys;

    /**
     * Digests under a key ring's lookup key.
     *
     * @param keys a ring that holds LOOKUP
     */
    public LookupDigests(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * Of a document's upstream name.
     *
     * @param source the CloudEvents source
     * @param id the CloudEvents id
     * @return the digest in {@code sluice.document.upstream_digest}
     */
    public byte[] upstream(String source, String id) {
        return keys.mac(
                KeyName.LOOKUP, UPSTREAM, source.getBytes(StandardCharsets.UTF_8), id.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Of a random subject token.
     *
     * @param token the token
     * @return the digest in {@code sluice.document_subject}
     */
    public byte[] subject(String token) {
        return keys.mac(KeyName.LOOKUP, SUBJECT, token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a tenant that no operator named is called in records: whoever knows its name finds it, and nobody reads it.
     *
     * @param tenant the publisher's word
     * @return an identifier
     */
    public String tenant(String tenant) {
        byte[] digest = keys.mac(KeyName.LOOKUP, TENANT, tenant.getBytes(StandardCharsets.UTF_8));
        return "tenant-" + HexFormat.of().formatHex(digest).substring(0, TENANT_DIGITS);
    }
}
