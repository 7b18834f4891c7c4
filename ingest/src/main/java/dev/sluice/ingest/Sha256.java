package dev.sluice.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that are written down: SHA-256 (FIPS 180-4) in lower-case hexadecimal. */
public final class Sha256 {
    private Sha256() {}

    /**
     * The digest of some bytes.
     *
     * @param content the bytes
     * @return 64 digits
     */
    public static String hex(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }
}
