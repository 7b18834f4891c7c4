package dev.sluice.classifier.rendition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which pseudonyms, date shifts and format-preserving keys are derived with HMAC-SHA-256. Whoever has it
 * can test guesses at values: it stays inside. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class RenditionKey {
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Takes a copy of the secret.
     *
     * @throws IllegalArgumentException if it isn't 32 bytes long
     */
    public RenditionKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("RenditionKey: expected 32 bytes, found " + secret.length);
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** 32 bytes that depend on every field and on where each ends. */
    byte[] derive(String... fields) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is required of every Java platform", e);
        }
    }

    /** A number from 0 to {@code bound}, which is excluded; even to within 2⁻³². */
    int choose(int bound, String... fields) {
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(derive(fields)).getLong(), bound);
    }

    @Override
    public String toString() {
        return "RenditionKey[]";
    }
}
